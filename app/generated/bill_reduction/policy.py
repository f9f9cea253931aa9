"""减免申请 Reduction: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 23a2a930bde886cb55880d44b248f2d00cb0a20e0d6eeda35165ce57cc230d77

from app.runtime.policy import Policy, everything, scope

from .model import BillReduction

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
bill_reduction_policy = Policy(BillReduction, scopes=[projects])
bill_reduction_policy.allow(
    "read",
    csr=projects,
    cashier=projects,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
bill_reduction_policy.allow("create", csr=projects, accountant=everything)
