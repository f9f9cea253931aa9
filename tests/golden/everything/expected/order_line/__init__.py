"""订单行 Order line."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 409291cef486492b26d89d93adc42edd7be0bbd0742240ef9de231ff320b0f51

from .model import OrderLine, order_line_hooks
from .policy import order_line_policy

__all__ = ["OrderLine", "order_line_hooks", "order_line_policy"]
