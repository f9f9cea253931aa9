"""部门 Department: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9c3b9e1d36e96db45bee544e36c67bc572fd9ab6a3ef341b33929ea80e8504a8

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
    "code",
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
    "parent",
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
    "kind",
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
    "project", read=["accountant", "fin_mgr", "auditor", "hr", "gm", "sysadmin"]
)
department_policy.restrict_field("head", read=["csr", "fin_mgr", "auditor", "hr", "gm", "sysadmin"])
department_policy.restrict_field(
    "head_name",
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
