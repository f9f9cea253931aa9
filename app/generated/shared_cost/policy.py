"""公摊费用 Shared cost: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 fa67ed321545a89e7dbc8fee16b5695fc1137e9f01c85c2a5d4a069d5557902b

from app.runtime.policy import Policy, everything, scope

from .model import SharedCost

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
shared_cost_policy = Policy(SharedCost, scopes=[projects])
shared_cost_policy.allow(
    "read",
    csr=projects,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
shared_cost_policy.allow("create", accountant=everything)
shared_cost_policy.allow("update", accountant=everything)
shared_cost_policy.allow("import", accountant=everything)
