"""费用申请 Expense."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 db702d4bcf3b08d7dc775ac911d26f53f89da8cc7b4bb6df130b78e34a8cf784

from .model import Expense, ExpenseState, ExpenseTransition, expense_hooks
from .policy import expense_policy
from .workflow import expense_workflow

__all__ = [
    "Expense",
    "ExpenseState",
    "ExpenseTransition",
    "expense_hooks",
    "expense_policy",
    "expense_workflow",
]
