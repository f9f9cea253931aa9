"""现金日结 Daily cash count: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b94847415bd501fb6ac1c560be89cb881d6dc5fc46abb798d36b40e2ca63f929

from app.runtime.policy import Policy, everything, scope

from .model import CashCount

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
cash_count_policy = Policy(CashCount, scopes=[projects])
cash_count_policy.allow(
    "read",
    cashier=projects,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
cash_count_policy.allow("create", cashier=projects)
cash_count_policy.allow("update", cashier=projects)
