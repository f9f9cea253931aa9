"""收费标准 Fee assignment."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 fa2ea5a5e317c40eda93381ac6fe6d995be9c6f37dff5f1b30c3ab42ad0544df

from .model import FeeAssignment, FeeAssignmentState, FeeAssignmentTransition, fee_assignment_hooks
from .policy import fee_assignment_policy
from .workflow import fee_assignment_workflow

__all__ = [
    "FeeAssignment",
    "FeeAssignmentState",
    "FeeAssignmentTransition",
    "fee_assignment_hooks",
    "fee_assignment_policy",
    "fee_assignment_workflow",
]
