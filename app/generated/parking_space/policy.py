"""车位 Parking space: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6d48511452fc32b329f92110effcae2665afedbe110f310c42038e6a25ecaa2e

from app.runtime.policy import Policy, everything, scope

from .model import ParkingSpace

own = scope(
    "own",
    "customer == user.customer or unit in user.units",
    [
        "or",
        ["eq", ["field", "customer"], ["user", ["customer"]]],
        ["in", ["field", "unit"], ["user", ["units"]]],
    ],
)
projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
parking_space_policy = Policy(ParkingSpace, scopes=[own, projects])
parking_space_policy.allow(
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
parking_space_policy.allow("create", sysadmin=everything)
parking_space_policy.allow("update", customer=own, sysadmin=everything)
parking_space_policy.allow("import", sysadmin=everything)
parking_space_policy.restrict_field(
    "customer",
    read=["customer", "csr", "cashier", "accountant", "fin_mgr", "auditor", "dept_mgr", "gm"],
    write=["csr"],
)
parking_space_policy.restrict_field(
    "plate_no",
    read=["customer", "csr", "cashier", "auditor", "dept_mgr", "gm"],
    write=["customer", "csr"],
)
parking_space_policy.restrict_field("project", write=["sysadmin"])
parking_space_policy.restrict_field("code", write=["sysadmin"])
parking_space_policy.restrict_field("kind", write=["sysadmin"])
parking_space_policy.restrict_field("zone", write=["sysadmin"])
parking_space_policy.restrict_field("unit", write=["csr", "sysadmin"])
parking_space_policy.restrict_field("charger", write=["sysadmin"])
