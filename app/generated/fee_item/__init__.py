"""收费项目 Fee item."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 411acfa03bd6b9ccf848d7d0e1aef80486cc4de3b23957f5a55d69b24928ff65

from .model import FeeItem, fee_item_hooks
from .policy import fee_item_policy

__all__ = ["FeeItem", "fee_item_hooks", "fee_item_policy"]
