"""客户 Customer."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7a0302c1a01b3e0897d3a52fe814e0f403f438b295e20059a53fada16a985f80

from .model import Customer, customer_hooks
from .policy import customer_policy

__all__ = ["Customer", "customer_hooks", "customer_policy"]
