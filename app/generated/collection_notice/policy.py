"""催缴记录 Reminder of arrears: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a54d22da7ec3b5705f0249c21242943b2ff9adcce97630e270c09d1e475f69af

from app.runtime.policy import Policy, everything, scope

from .model import CollectionNotice

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
own = scope(
    "own", "customer == user.customer", ["eq", ["field", "customer"], ["user", ["customer"]]]
)
collection_notice_policy = Policy(CollectionNotice, scopes=[projects, own])
collection_notice_policy.allow(
    "read",
    customer=own,
    csr=projects,
    cashier=projects,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
collection_notice_policy.allow("create", csr=projects, accountant=everything)
collection_notice_policy.allow("update", csr=projects, accountant=everything)
collection_notice_policy.restrict_field(
    "result", read=["csr", "cashier", "accountant", "fin_mgr", "auditor", "gm"]
)
