"""维护策略建议 Maintenance suggestion: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 aa6e9048be12154172d579f86863c4fa07a67d1658b7bc104e7e929058367f05

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
