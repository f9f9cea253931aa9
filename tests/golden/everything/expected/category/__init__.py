"""类别 Category."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8c53534e5b44b4cb8a51663624608bbb04396da1915d44c48a5d888a262d9fc4

from .model import Category, category_hooks
from .policy import category_policy

__all__ = ["Category", "category_hooks", "category_policy"]
