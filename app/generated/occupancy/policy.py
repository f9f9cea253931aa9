"""客户房屋关系 Occupancy: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 278defe555417a9ff3588b3b17ac82b2eec056197c337b6973b5ba67fc031ee4

from app.runtime.policy import Policy, everything, scope

from .model import Occupancy

own = scope(
    "own", "customer == user.customer", ["eq", ["field", "customer"], ["user", ["customer"]]]
)
projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
occupancy_policy = Policy(Occupancy, scopes=[own, projects])
occupancy_policy.allow(
    "read",
    customer=own,
    csr=projects,
    dispatcher=projects,
    cashier=projects,
    accountant=projects,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=projects,
    gm=everything,
)
occupancy_policy.allow("create", csr=projects)
occupancy_policy.allow("update", csr=projects)
occupancy_policy.allow("import", csr=projects)
occupancy_policy.restrict_field(
    "payer",
    read=["csr", "cashier", "accountant", "fin_mgr", "auditor", "dept_mgr", "gm"],
    write=["csr"],
)
occupancy_policy.restrict_field(
    "share",
    read=["csr", "cashier", "accountant", "fin_mgr", "auditor", "dept_mgr", "gm"],
    write=["csr"],
)
occupancy_policy.restrict_field("login", read=["csr", "auditor"])
