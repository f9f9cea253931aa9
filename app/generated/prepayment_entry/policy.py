"""预存款 Prepayment: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 46d2fe96da7ca652cbc4c0f45840169831aff85b46bd18f1327f2647ef34e490

from app.runtime.policy import Policy, everything, scope

from .model import PrepaymentEntry

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
own = scope(
    "own", "customer == user.customer", ["eq", ["field", "customer"], ["user", ["customer"]]]
)
prepayment_entry_policy = Policy(PrepaymentEntry, scopes=[projects, own])
prepayment_entry_policy.allow(
    "read",
    customer=own,
    csr=projects,
    cashier=projects,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
prepayment_entry_policy.allow("export", accountant=everything, auditor=everything)
