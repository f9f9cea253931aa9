"""退款单 Refund: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e9751d39ccf46a1d1120cd808f3fb6a4de56dd05c5b2a8722c7ba5a4a20bafaf

from app.runtime.policy import Policy, everything, scope

from .model import Refund

projects = scope(
    "projects",
    "project == null or project in user.projects",
    ["or", ["is_null", ["field", "project"]], ["in", ["field", "project"], ["user", ["projects"]]]],
)
own = scope(
    "own", "customer == user.customer", ["eq", ["field", "customer"], ["user", ["customer"]]]
)
refund_policy = Policy(Refund, scopes=[projects, own])
refund_policy.allow(
    "read",
    customer=own,
    csr=projects,
    cashier=projects,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
refund_policy.allow("create", customer=own, csr=projects, accountant=everything)
refund_policy.allow("update", csr=projects, accountant=everything)
refund_policy.allow("reveal", cashier=projects, fin_mgr=everything)
refund_policy.restrict_field(
    "bank_account", read=["customer", "cashier", "fin_mgr"], write=["customer", "csr", "accountant"]
)
refund_policy.restrict_field("amount", write=["csr", "accountant"])
refund_policy.restrict_field("voucher", read=["accountant", "fin_mgr", "auditor", "gm"])
refund_policy.restrict_field("channel_no", read=["cashier", "accountant", "fin_mgr", "auditor"])
refund_policy.restrict_field("cash_count", read=["cashier", "accountant", "fin_mgr", "auditor"])
