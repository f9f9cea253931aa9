"""计划设备 Device of a plan."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c981374031e13e1478875cd3332eb748e801d0419ac91962ba91702d36a1bb1a

from .model import PlanStop, plan_stop_hooks
from .policy import plan_stop_policy

__all__ = ["PlanStop", "plan_stop_hooks", "plan_stop_policy"]
