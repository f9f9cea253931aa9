"""方案服务内容 Service of a plan."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 81cf322ed98b5258a381e7c87984644093a489ccf2b15698081bb4c52f0351cd

from .model import PlanService, plan_service_hooks
from .policy import plan_service_policy

__all__ = ["PlanService", "plan_service_hooks", "plan_service_policy"]
