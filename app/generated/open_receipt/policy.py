"""暂收款 Unknown receipt: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 36400862b8c1db61db9721687a494a8d4555fae9ba77dff01f49b7f25831018f

from app.runtime.policy import Policy, everything, scope

from .model import OpenReceipt

projects = scope(
    "projects",
    "project == null or project in user.projects",
    ["or", ["is_null", ["field", "project"]], ["in", ["field", "project"], ["user", ["projects"]]]],
)
open_receipt_policy = Policy(OpenReceipt, scopes=[projects])
open_receipt_policy.allow(
    "read",
    cashier=projects,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
open_receipt_policy.allow("export", accountant=everything, auditor=everything)
open_receipt_policy.restrict_field("voucher", read=["accountant", "fin_mgr", "auditor", "gm"])
open_receipt_policy.restrict_field("customer", write=[])
