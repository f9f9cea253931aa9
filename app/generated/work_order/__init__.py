"""服务工单 Work order."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 077c504cd381816900e19e33c525188f859f268728f242a2be484fee5e8402d3

from .model import WorkOrder, WorkOrderState, WorkOrderTransition, work_order_hooks
from .policy import work_order_policy
from .workflow import work_order_workflow

__all__ = [
    "WorkOrder",
    "WorkOrderState",
    "WorkOrderTransition",
    "work_order_hooks",
    "work_order_policy",
    "work_order_workflow",
]
