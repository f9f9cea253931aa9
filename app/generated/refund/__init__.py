"""退款单 Refund."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c7f4e212ad3294050bd427e083cc141395ac1bd5ffc7d73440cad6b3de40ebc2

from .model import Refund, RefundState, RefundTransition, refund_hooks
from .policy import refund_policy
from .workflow import refund_workflow

__all__ = [
    "Refund",
    "RefundState",
    "RefundTransition",
    "refund_hooks",
    "refund_policy",
    "refund_workflow",
]
