"""报修单 Repair order."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 10ce93a380e3ae31d967242d9207621eb0f93c35c1f3fa3c4cbe5c67f742be0d

from .model import RepairOrder, RepairOrderState, RepairOrderTransition, repair_order_hooks
from .policy import repair_order_policy
from .workflow import repair_order_workflow

__all__ = [
    "RepairOrder",
    "RepairOrderState",
    "RepairOrderTransition",
    "repair_order_hooks",
    "repair_order_policy",
    "repair_order_workflow",
]
