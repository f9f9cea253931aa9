"""计划设备 Device of a plan: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 64000412af90db1272f0b3ae066f8fd6b2b3c1b88734c634228971a069c307d5

from app.runtime.policy import Policy, everything, scope

from .model import PlanStop

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
plan_stop_policy = Policy(PlanStop, scopes=[projects])
plan_stop_policy.allow(
    "read",
    csr=projects,
    dispatcher=projects,
    technician=projects,
    eng_mgr=projects,
    auditor=everything,
    dept_mgr=projects,
    gm=everything,
)
plan_stop_policy.allow("create", eng_mgr=projects)
plan_stop_policy.allow("update", eng_mgr=projects)
plan_stop_policy.allow("delete", eng_mgr=projects)
