"""记账凭证 Voucher."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 76311ddd6ac3c439474b726c49afd4c12cd866891825a30979094b24815d74f9

from .model import Voucher, VoucherState, VoucherTransition, voucher_hooks
from .policy import voucher_policy
from .workflow import voucher_workflow

__all__ = [
    "Voucher",
    "VoucherState",
    "VoucherTransition",
    "voucher_hooks",
    "voucher_policy",
    "voucher_workflow",
]
