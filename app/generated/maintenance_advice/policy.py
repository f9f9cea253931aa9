"""维护策略建议 Maintenance suggestion: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d7990641bc68f4543637f98bf83e121b25dccb81f2ec85b6bb7abdd9a7915bfe

from app.runtime.policy import Policy, everything, scope

from .model import MaintenanceAdvice

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
maintenance_advice_policy = Policy(MaintenanceAdvice, scopes=[projects])
maintenance_advice_policy.allow(
    "read",
    eng_mgr=projects,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=projects,
    gm=everything,
)
maintenance_advice_policy.allow("export", eng_mgr=projects, auditor=everything, gm=everything)
maintenance_advice_policy.restrict_field("review_note", write=[])
maintenance_advice_policy.restrict_field(
    "cost_preventive", read=["eng_mgr", "fin_mgr", "auditor", "gm"]
)
maintenance_advice_policy.restrict_field(
    "cost_failure", read=["eng_mgr", "fin_mgr", "auditor", "gm"]
)
maintenance_advice_policy.restrict_field("cost_note", read=["eng_mgr", "fin_mgr", "auditor", "gm"])
