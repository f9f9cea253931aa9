"""考核明细 KPI of a review."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a9313b67d625c281148f9af537de47616df4c992b6d53840ec0ce8c638e84781

from .model import ReviewItem, review_item_hooks
from .policy import review_item_policy

__all__ = ["ReviewItem", "review_item_hooks", "review_item_policy"]
