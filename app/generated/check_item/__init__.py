"""检查项 Checklist item."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 291237572a98ee804e5ea5505d9f8e412cdff42907726a0d91783c3c44b252ce

from .model import CheckItem, check_item_hooks
from .policy import check_item_policy

__all__ = ["CheckItem", "check_item_hooks", "check_item_policy"]
