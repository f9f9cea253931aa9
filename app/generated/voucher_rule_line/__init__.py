"""分录模板 Line of a rule."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ff6f73b2df90e28cee9fc932c81b2ee7b40fef9817962671942a7b4507daf509

from .model import VoucherRuleLine, voucher_rule_line_hooks
from .policy import voucher_rule_line_policy

__all__ = ["VoucherRuleLine", "voucher_rule_line_hooks", "voucher_rule_line_policy"]
