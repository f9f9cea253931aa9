"""方案服务项 Service of a template."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 90eec18c58360ef8ebedb2a481ea0d666b05aca90370819453414d341ea1a596

from .model import PlanItem, plan_item_hooks
from .policy import plan_item_policy

__all__ = ["PlanItem", "plan_item_hooks", "plan_item_policy"]
