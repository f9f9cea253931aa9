"""预算明细 Budget line."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8c6994b55897504c25fb3844f4beb185ff15efa7b1dd45cb9f13bb1f8529a354

from .model import BudgetLine, budget_line_hooks
from .policy import budget_line_policy

__all__ = ["BudgetLine", "budget_line_hooks", "budget_line_policy"]
