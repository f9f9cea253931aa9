"""工单用料 Work order part."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9643b9409919bc9410decfb28dc4e7786f2e91de871b4de729f49b1c9e42f785

from .model import WorkOrderPart, work_order_part_hooks
from .policy import work_order_part_policy

__all__ = ["WorkOrderPart", "work_order_part_hooks", "work_order_part_policy"]
