"""考核周期 Review cycle."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0aa36e2e7cd077614ee03c26f2db608fa664c739f407af30a6fd1289abe220d3

from .model import ReviewCycle, ReviewCycleState, ReviewCycleTransition, review_cycle_hooks
from .policy import review_cycle_policy
from .workflow import review_cycle_workflow

__all__ = [
    "ReviewCycle",
    "ReviewCycleState",
    "ReviewCycleTransition",
    "review_cycle_hooks",
    "review_cycle_policy",
    "review_cycle_workflow",
]
