"""项目（小区） Project: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 cbe86df5e1d528ab94947ee3fe9aaee1133793431f5a26c4e3f7488c526650da

from app.runtime.policy import Policy, everything, scope

from .model import Project

own = scope(
    "own",
    "id == user.customer.project or id in user.home_projects",
    [
        "or",
        ["eq", ["field", "id"], ["user", ["customer", "project"]]],
        ["in", ["field", "id"], ["user", ["home_projects"]]],
    ],
)
projects = scope("projects", "id in user.projects", ["in", ["field", "id"], ["user", ["projects"]]])
project_policy = Policy(Project, scopes=[own, projects])
project_policy.allow(
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
project_policy.allow("create", sysadmin=everything)
project_policy.allow("update", sysadmin=everything)
project_policy.allow("import", sysadmin=everything)
project_policy.restrict_field(
    "gross_area",
    read=[
        "csr",
        "dispatcher",
        "eng_mgr",
        "accountant",
        "fin_mgr",
        "auditor",
        "dept_mgr",
        "gm",
        "sysadmin",
    ],
)
project_policy.restrict_field(
    "contract_from",
    read=["csr", "eng_mgr", "accountant", "fin_mgr", "auditor", "dept_mgr", "gm", "sysadmin"],
)
project_policy.restrict_field(
    "contract_to",
    read=["csr", "eng_mgr", "accountant", "fin_mgr", "auditor", "dept_mgr", "gm", "sysadmin"],
)
project_policy.restrict_field(
    "charging_mode",
    read=["cashier", "accountant", "fin_mgr", "auditor", "dept_mgr", "gm", "sysadmin"],
)
project_policy.restrict_field("manager", read=["csr", "fin_mgr", "auditor", "hr", "gm", "sysadmin"])
project_policy.restrict_field(
    "manager_name",
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
