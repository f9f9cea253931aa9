"""分录模板 Line of a rule: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 edfdef13a71b1b519e45382a78005736a132efd7c6f87cb8e2a50e148f163bb4

from app.runtime.policy import Policy, everything, scope

from .model import VoucherRuleLine

drafts = scope(
    "drafts",
    "rule.state == 'draft'",
    ["eq", ["path", ["rule"], "state"], ["lit", "string", "draft"]],
)
voucher_rule_line_policy = Policy(VoucherRuleLine, scopes=[drafts])
voucher_rule_line_policy.allow(
    "read", accountant=everything, fin_mgr=everything, auditor=everything, gm=everything
)
voucher_rule_line_policy.allow("create", accountant=drafts, fin_mgr=drafts)
voucher_rule_line_policy.allow("update", accountant=drafts, fin_mgr=drafts)
voucher_rule_line_policy.allow("delete", accountant=drafts, fin_mgr=drafts)
