"""订单 Order."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e805db8d55020f6efb577e906964439d46a9f565a2b48ed45dfa9d0ac9ac9cd4

from .model import Order, OrderState, OrderTransition, order_hooks
from .policy import order_policy
from .workflow import order_workflow

__all__ = [
    "Order",
    "OrderState",
    "OrderTransition",
    "order_hooks",
    "order_policy",
    "order_workflow",
]
