"""发票 Invoice: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4366a7d74d6c94fa38e6bc1305998dacf4f6998a8327bdd9cd3d7be06670674a

from app.runtime.policy import Policy, everything, scope

from .model import Invoice

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
own = scope(
    "own", "customer == user.customer", ["eq", ["field", "customer"], ["user", ["customer"]]]
)
invoice_policy = Policy(Invoice, scopes=[projects, own])
invoice_policy.allow(
    "read",
    customer=own,
    csr=projects,
    cashier=projects,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
invoice_policy.allow("create", customer=own, csr=projects, accountant=everything)
invoice_policy.allow("update", customer=own, accountant=everything)
invoice_policy.allow("export", accountant=everything, auditor=everything)
invoice_policy.restrict_field("invoice_no", write=[])
invoice_policy.restrict_field("issued_on", write=[])
invoice_policy.restrict_field("document", write=["accountant"])
