"""意见主题 Feedback topic: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2319a6db384faaf980689ab87117d3eb93f16ba3e0298e55535f143b7c88094f

from app.runtime.policy import Policy, everything

from .model import FeedbackTopic

feedback_topic_policy = Policy(FeedbackTopic)
feedback_topic_policy.allow(
    "read",
    customer=everything,
    csr=everything,
    eng_mgr=everything,
    auditor=everything,
    hr=everything,
    dept_mgr=everything,
    employee=everything,
    gm=everything,
    sysadmin=everything,
    integrator=everything,
)
feedback_topic_policy.allow("create", csr=everything, sysadmin=everything)
feedback_topic_policy.allow("update", csr=everything, sysadmin=everything)
feedback_topic_policy.restrict_field(
    "item", read=["csr", "eng_mgr", "auditor", "hr", "dept_mgr", "employee", "gm", "sysadmin"]
)
