"""记账凭证 Voucher: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ae94c178fc550f026b220aa9119d8c2daf350e42aebe52e02a3f5a74de56de2d

from app.runtime.policy import Policy, everything, scope

from .model import Voucher

cash_only = scope("cash_only", "has_cash == true", ["field", "has_cash"])
drafts = scope("drafts", "state == 'draft'", ["eq", ["field", "state"], ["lit", "string", "draft"]])
voucher_policy = Policy(Voucher, scopes=[cash_only, drafts])
voucher_policy.allow(
    "read",
    cashier=cash_only,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
voucher_policy.allow("create", accountant=everything)
voucher_policy.allow("update", accountant=drafts)
voucher_policy.allow("delete", accountant=drafts)
voucher_policy.allow("export", accountant=everything, fin_mgr=everything, auditor=everything)
