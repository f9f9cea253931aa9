"""暂收款 Unknown receipt."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 34a2466fd3e0f5293d2b685d74dd0d8c1435b5cae1cb82fe6e78f0f9f91b1acd

from .model import OpenReceipt, OpenReceiptState, OpenReceiptTransition, open_receipt_hooks
from .policy import open_receipt_policy
from .workflow import open_receipt_workflow

__all__ = [
    "OpenReceipt",
    "OpenReceiptState",
    "OpenReceiptTransition",
    "open_receipt_hooks",
    "open_receipt_policy",
    "open_receipt_workflow",
]
