"""收款核销 Allocation: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e95c2ba7fa4dbb5dc6ba863527bb4b148839e43944fc346c7bef0bc8366e44cf

from app.runtime.policy import Policy, everything, scope

from .model import PaymentAllocation

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
own = scope(
    "own", "customer == user.customer", ["eq", ["field", "customer"], ["user", ["customer"]]]
)
payment_allocation_policy = Policy(PaymentAllocation, scopes=[projects, own])
payment_allocation_policy.allow(
    "read",
    customer=own,
    csr=projects,
    cashier=projects,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
payment_allocation_policy.allow("export", accountant=everything, auditor=everything)
