"""表计 Meter: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7394ee0b358f60472cd6e46f8307ea500313586fa12b4c457549b52f42864a94

from app.runtime.policy import Policy, everything, scope

from .model import Meter

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
own = scope("own", "unit in user.units", ["in", ["field", "unit"], ["user", ["units"]]])
meter_policy = Policy(Meter, scopes=[projects, own])
meter_policy.allow(
    "read",
    customer=own,
    csr=projects,
    technician=projects,
    eng_mgr=projects,
    cashier=projects,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
    integrator=projects,
)
meter_policy.allow("create", accountant=everything)
meter_policy.allow("update", accountant=everything)
meter_policy.allow("export", accountant=everything, auditor=everything)
meter_policy.allow("import", accountant=everything)
