"""楼栋 Building: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 37173f83931a3b514aadf2b73a542d2112ada9956f054bd45d81d7bbb260a43a

from app.runtime.policy import Policy, everything, scope

from .model import Building

own = scope(
    "own",
    "project == user.customer.project",
    ["eq", ["field", "project"], ["user", ["customer", "project"]]],
)
projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
building_policy = Policy(Building, scopes=[own, projects])
building_policy.allow(
    "read",
    customer=own,
    csr=projects,
    dispatcher=projects,
    technician=projects,
    eng_mgr=projects,
    cashier=projects,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    hr=everything,
    dept_mgr=projects,
    employee=projects,
    gm=everything,
    sysadmin=everything,
    integrator=projects,
)
building_policy.allow("create", sysadmin=everything)
building_policy.allow("update", sysadmin=everything)
building_policy.allow("import", sysadmin=everything)
