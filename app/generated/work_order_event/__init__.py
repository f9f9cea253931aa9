"""工单进度 Work-order event."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 672aec11ffa9b88cc2b657e674870252c48483f39ab385bbbc3f79d4b30c3115

from .model import WorkOrderEvent, work_order_event_hooks
from .policy import work_order_event_policy

__all__ = ["WorkOrderEvent", "work_order_event_hooks", "work_order_event_policy"]
