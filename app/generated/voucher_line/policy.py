"""凭证分录 Voucher line: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 17693c5ae8ac789da58664c1cfaed1da9934eb5671e4cf4d754b4d12f9f8c445

from app.runtime.policy import Policy, everything, scope

from .model import VoucherLine

cash_only = scope("cash_only", "voucher.has_cash == true", ["path", ["voucher"], "has_cash"])
drafts = scope(
    "drafts",
    "voucher.state == 'draft'",
    ["eq", ["path", ["voucher"], "state"], ["lit", "string", "draft"]],
)
voucher_line_policy = Policy(VoucherLine, scopes=[cash_only, drafts])
voucher_line_policy.allow(
    "read",
    cashier=cash_only,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
voucher_line_policy.allow("create", accountant=drafts)
voucher_line_policy.allow("update", accountant=drafts)
voucher_line_policy.allow("delete", accountant=drafts)
voucher_line_policy.allow("export", accountant=everything, fin_mgr=everything, auditor=everything)
