"""反馈汇总 Feedback summary: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 14d22b651e42b7d8578c94c5962b6101d57477977569d77bdb9bfbe1756128e4

from app.runtime.policy import Policy, everything, scope

from .model import FeedbackSummary

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
published = scope(
    "published", "state == 'published'", ["eq", ["field", "state"], ["lit", "string", "published"]]
)
feedback_summary_policy = Policy(FeedbackSummary, scopes=[projects, published])
feedback_summary_policy.allow(
    "read",
    csr=projects,
    eng_mgr=projects,
    auditor=everything,
    hr=everything,
    dept_mgr=projects,
    employee=published,
    gm=everything,
)
feedback_summary_policy.allow("export", auditor=everything, gm=everything)
feedback_summary_policy.restrict_field("conclusion", write=[])
