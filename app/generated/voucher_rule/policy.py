"""凭证规则 Voucher rule: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 862ad276ad4bfa1b75e89cede772b995e82bd23b51d98ae37e03d4eaa5beffcf

from app.runtime.policy import Policy, everything, scope

from .model import VoucherRule

drafts = scope("drafts", "state == 'draft'", ["eq", ["field", "state"], ["lit", "string", "draft"]])
voucher_rule_policy = Policy(VoucherRule, scopes=[drafts])
voucher_rule_policy.allow(
    "read", accountant=everything, fin_mgr=everything, auditor=everything, gm=everything
)
voucher_rule_policy.allow("create", accountant=everything, fin_mgr=everything)
voucher_rule_policy.allow("update", accountant=drafts, fin_mgr=drafts)
