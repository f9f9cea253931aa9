"""检查结果 Checked item."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0aeb9a3dcdd556818932396a3c00f02c83b5918aab462c5b63a74087003d596a

from .model import InspectionItem, inspection_item_hooks
from .policy import inspection_item_policy

__all__ = ["InspectionItem", "inspection_item_hooks", "inspection_item_policy"]
