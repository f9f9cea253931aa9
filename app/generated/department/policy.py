"""部门 Department: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 cc752fe9125a922de3837af1e5f554f07c5710a90aaad7198454c3bc4bbd8a81

from app.runtime.policy import Policy, everything

from .model import Department

department_policy = Policy(Department)
department_policy.allow(
    "read",
    csr=everything,
    dispatcher=everything,
    technician=everything,
    eng_mgr=everything,
    cashier=everything,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    hr=everything,
    dept_mgr=everything,
    employee=everything,
    gm=everything,
    sysadmin=everything,
    customer=everything,
)
department_policy.allow("create", sysadmin=everything, hr=everything)
department_policy.allow("update", sysadmin=everything, hr=everything)
department_policy.allow("import", sysadmin=everything)
department_policy.restrict_field(
    "head",
    read=[
        "csr",
        "dispatcher",
        "technician",
        "eng_mgr",
        "cashier",
        "accountant",
        "fin_mgr",
        "auditor",
        "hr",
        "dept_mgr",
        "employee",
        "gm",
        "sysadmin",
    ],
)
department_policy.restrict_field(
    "cost_center", read=["accountant", "fin_mgr", "auditor", "hr", "dept_mgr", "gm", "sysadmin"]
)
department_policy.restrict_field(
    "path",
    read=[
        "csr",
        "dispatcher",
        "eng_mgr",
        "accountant",
        "fin_mgr",
        "auditor",
        "hr",
        "dept_mgr",
        "employee",
        "gm",
        "sysadmin",
    ],
)
