"""预算调整单 Budget adjustment."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 60538a085e72e906fe91a691d648c904be6e80b4c24468f6e58b57d926e76c07

from .model import (
    BudgetAdjustment,
    BudgetAdjustmentState,
    BudgetAdjustmentTransition,
    budget_adjustment_hooks,
)
from .policy import budget_adjustment_policy
from .workflow import budget_adjustment_workflow

__all__ = [
    "BudgetAdjustment",
    "BudgetAdjustmentState",
    "BudgetAdjustmentTransition",
    "budget_adjustment_hooks",
    "budget_adjustment_policy",
    "budget_adjustment_workflow",
]
