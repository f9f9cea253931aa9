"""收款单 Payment: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 49bc665a85b638ec408770f1869f90c10fb19846b2c7ca5e51af2faa0d3e808d

from app.runtime.policy import Policy, everything, scope

from .model import Payment

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
own = scope(
    "own", "customer == user.customer", ["eq", ["field", "customer"], ["user", ["customer"]]]
)
payment_policy = Policy(Payment, scopes=[projects, own])
payment_policy.allow(
    "read",
    customer=own,
    csr=projects,
    cashier=projects,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
payment_policy.allow("create", customer=own, cashier=projects)
payment_policy.allow("update", cashier=projects)
payment_policy.allow(
    "export", cashier=projects, accountant=everything, fin_mgr=everything, auditor=everything
)
payment_policy.restrict_field(
    "channel_fee", read=["cashier", "accountant", "fin_mgr", "auditor", "gm"]
)
payment_policy.restrict_field(
    "account", read=["cashier", "accountant", "fin_mgr", "auditor", "gm"], write=["cashier"]
)
payment_policy.restrict_field("cash_count", read=["cashier", "accountant", "fin_mgr", "auditor"])
payment_policy.restrict_field(
    "settlement", read=["cashier", "accountant", "fin_mgr", "auditor", "gm"]
)
payment_policy.restrict_field("voucher", read=["accountant", "fin_mgr", "auditor", "gm"])
payment_policy.restrict_field(
    "channel_trade_no", read=["cashier", "accountant", "fin_mgr", "auditor"], write=["cashier"]
)
payment_policy.restrict_field(
    "payer_name",
    read=["customer", "cashier", "accountant", "fin_mgr", "auditor"],
    write=["cashier"],
)
payment_policy.restrict_field(
    "note", read=["cashier", "accountant", "fin_mgr", "auditor"], write=["cashier"]
)
