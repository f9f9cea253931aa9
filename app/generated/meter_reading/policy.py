"""抄表记录 Meter reading: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 58fe2e9e0793f2b4e72a424cfd3c9cc906bd9ab49adfb0b6d7fe5f554e81ada3

from app.runtime.policy import Policy, everything, scope

from .model import MeterReading

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
own = scope("own", "unit in user.units", ["in", ["field", "unit"], ["user", ["units"]]])
meter_reading_policy = Policy(MeterReading, scopes=[projects, own])
meter_reading_policy.allow(
    "read",
    customer=own,
    csr=projects,
    technician=projects,
    cashier=projects,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
    integrator=projects,
)
meter_reading_policy.allow(
    "create",
    customer=own,
    csr=projects,
    technician=projects,
    accountant=everything,
    integrator=projects,
)
meter_reading_policy.allow("update", accountant=everything)
meter_reading_policy.allow("export", accountant=everything, auditor=everything)
meter_reading_policy.allow("import", accountant=everything)
meter_reading_policy.restrict_field("kind", write=["csr", "technician", "accountant", "integrator"])
