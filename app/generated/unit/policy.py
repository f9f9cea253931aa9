"""房屋 Unit: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 3821a666209d39fd182b15483b55d9115595882fffa725c7a78d428dd767c7d0

from app.runtime.policy import Policy, everything, scope

from .model import Unit

own = scope("own", "id in user.units", ["in", ["field", "id"], ["user", ["units"]]])
projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
unit_policy = Policy(Unit, scopes=[own, projects])
unit_policy.allow(
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
unit_policy.allow("create", sysadmin=everything)
unit_policy.allow("update", sysadmin=everything)
unit_policy.allow("import", sysadmin=everything)
unit_policy.restrict_field(
    "fee_coefficient",
    read=["csr", "cashier", "accountant", "fin_mgr", "auditor", "dept_mgr", "gm", "sysadmin"],
)
