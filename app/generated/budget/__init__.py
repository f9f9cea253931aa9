"""年度预算 Annual budget."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 72f05cc114e5b0928fd22dd79dbd4d2c345ff724c996530c41b5a3375d0e0e59

from .model import Budget, BudgetState, BudgetTransition, budget_hooks
from .policy import budget_policy
from .workflow import budget_workflow

__all__ = [
    "Budget",
    "BudgetState",
    "BudgetTransition",
    "budget_hooks",
    "budget_policy",
    "budget_workflow",
]
