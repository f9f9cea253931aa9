"""退款单 Refund: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5bda972933a9d64bd45a74e1934dea8387fc969ca19a6e79149d4895e3647a16

from app.runtime.policy import Policy, everything, scope

from .model import Refund

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
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
    "bank_account", read=["customer", "cashier", "fin_mgr"], write=["customer", "csr"]
)
refund_policy.restrict_field("amount", write=["csr", "accountant"])
refund_policy.restrict_field("voucher", read=["accountant", "fin_mgr", "auditor", "gm"])
refund_policy.restrict_field("channel_no", read=["cashier", "accountant", "fin_mgr", "auditor"])
refund_policy.restrict_field("cash_count", read=["cashier", "accountant", "fin_mgr", "auditor"])
