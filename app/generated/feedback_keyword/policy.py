"""主题关键词 Topic keyword: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 65b0b49372d2ad32ff8a27dc99c80c22de6c371e69393ac1648d28ad1209b838

from app.runtime.policy import Policy, everything

from .model import FeedbackKeyword

feedback_keyword_policy = Policy(FeedbackKeyword)
feedback_keyword_policy.allow(
    "read",
    csr=everything,
    eng_mgr=everything,
    auditor=everything,
    dept_mgr=everything,
    gm=everything,
    sysadmin=everything,
)
feedback_keyword_policy.allow("create", csr=everything, sysadmin=everything)
feedback_keyword_policy.allow("update", csr=everything, sysadmin=everything)
feedback_keyword_policy.allow("delete", csr=everything, sysadmin=everything)
feedback_keyword_policy.allow("import", csr=everything, sysadmin=everything)
