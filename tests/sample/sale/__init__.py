"""销售单 Sale."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f6c3dc1dc618ca567e01c9c3b8991a78f849e07fc1ec0a8b250a7c30393d848d

from .model import Sale, SaleState, SaleTransition, sale_hooks
from .policy import sale_policy
from .workflow import sale_workflow

__all__ = ["Sale", "SaleState", "SaleTransition", "sale_hooks", "sale_policy", "sale_workflow"]
