"""收费价格 Price: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9fe2d07851d9baf3c058c5d2d618c4dd5ea1b71f00401ed00b9a30bff29a9a0e

from app.runtime.policy import Policy, everything, scope

from .model import FeePrice

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
own = scope(
    "own",
    "project == user.customer.project or project in user.home_projects",
    [
        "or",
        ["eq", ["field", "project"], ["user", ["customer", "project"]]],
        ["in", ["field", "project"], ["user", ["home_projects"]]],
    ],
)
fee_price_policy = Policy(FeePrice, scopes=[projects, own])
fee_price_policy.allow(
    "read",
    customer=own,
    csr=projects,
    cashier=projects,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    dept_mgr=projects,
    gm=everything,
)
fee_price_policy.allow("create", fin_mgr=everything)
fee_price_policy.allow("update", fin_mgr=everything)
fee_price_policy.allow("delete", fin_mgr=everything)
fee_price_policy.allow("import", fin_mgr=everything)
