"""需求权重 Feature weight."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c28e4745f513704556ffeee6fdeb9168884025d72f8b8ceeac30db540ed719b5

from .model import PlanWeight, plan_weight_hooks
from .policy import plan_weight_policy

__all__ = ["PlanWeight", "plan_weight_hooks", "plan_weight_policy"]
