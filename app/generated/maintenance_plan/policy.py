"""维护计划 Maintenance plan: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 631b70d7254362279ad91457c90d974c469ea18e7378ab031ec3270f5e5fe3c0

from app.runtime.policy import Policy, everything, scope

from .model import MaintenancePlan

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
maintenance_plan_policy = Policy(MaintenancePlan, scopes=[projects])
maintenance_plan_policy.allow(
    "read",
    csr=projects,
    dispatcher=projects,
    technician=projects,
    eng_mgr=projects,
    auditor=everything,
    dept_mgr=projects,
    gm=everything,
)
maintenance_plan_policy.allow("create", eng_mgr=projects)
maintenance_plan_policy.allow("update", eng_mgr=projects)
maintenance_plan_policy.allow("export", eng_mgr=projects, auditor=everything)
maintenance_plan_policy.allow("import", eng_mgr=projects)
