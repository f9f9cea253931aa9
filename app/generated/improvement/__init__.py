"""改进措施 Improvement measure."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 582e3d4dfde72e46799b9667ba466e4c9a4242b86e7ca1572ed3474a6c5c457b

from .model import Improvement, ImprovementState, ImprovementTransition, improvement_hooks
from .policy import improvement_policy
from .workflow import improvement_workflow

__all__ = [
    "Improvement",
    "ImprovementState",
    "ImprovementTransition",
    "improvement_hooks",
    "improvement_policy",
    "improvement_workflow",
]
