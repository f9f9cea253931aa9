"""减免申请 Reduction."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d0b294e9568516a698dce75c7012ab3ff7f23c3731e420bcddd794cc76b4b66d

from .model import BillReduction, BillReductionState, BillReductionTransition, bill_reduction_hooks
from .policy import bill_reduction_policy
from .workflow import bill_reduction_workflow

__all__ = [
    "BillReduction",
    "BillReductionState",
    "BillReductionTransition",
    "bill_reduction_hooks",
    "bill_reduction_policy",
    "bill_reduction_workflow",
]
