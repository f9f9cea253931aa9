"""凭证规则 Voucher rule."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 35348c914517a1acbc3fb46da3a3976196a49d33152aeab8dce5460c3449be11

from .model import VoucherRule, VoucherRuleState, VoucherRuleTransition, voucher_rule_hooks
from .policy import voucher_rule_policy
from .workflow import voucher_rule_workflow

__all__ = [
    "VoucherRule",
    "VoucherRuleState",
    "VoucherRuleTransition",
    "voucher_rule_hooks",
    "voucher_rule_policy",
    "voucher_rule_workflow",
]
