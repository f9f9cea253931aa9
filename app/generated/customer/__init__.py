"""客户 Customer."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 144065e38e4d36735b8d6a452eb720d77e69fc8f5a79043a742bb2ca4bffbb92

from .model import Customer, CustomerState, CustomerTransition, customer_hooks
from .policy import customer_policy
from .workflow import customer_workflow

__all__ = [
    "Customer",
    "CustomerState",
    "CustomerTransition",
    "customer_hooks",
    "customer_policy",
    "customer_workflow",
]
