"""调整明细 Line of an adjustment."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f037b4431b972f9b241ab87941bf1b5518d6cc12812ae16247c3e3790f7adc22

from .model import BudgetAdjustmentLine, budget_adjustment_line_hooks
from .policy import budget_adjustment_line_policy

__all__ = ["BudgetAdjustmentLine", "budget_adjustment_line_hooks", "budget_adjustment_line_policy"]
