"""楼栋 Building: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 24792490d97ce32a70f31df031f04521d5cff546ca6636a35cae4ab4b7739489

from app.runtime.policy import Policy, everything, scope

from .model import Building

own = scope(
    "own",
    "project == user.customer.project or project in user.home_projects",
    [
        "or",
        ["eq", ["field", "project"], ["user", ["customer", "project"]]],
        ["in", ["field", "project"], ["user", ["home_projects"]]],
    ],
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
