"""账单 Bill."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8b7902c8127a683e189cb918b38055af6b86f2efec4e746f39aef629abb7b6bd

from .model import Bill, BillState, BillTransition, bill_hooks
from .policy import bill_policy
from .workflow import bill_workflow

__all__ = ["Bill", "BillState", "BillTransition", "bill_hooks", "bill_policy", "bill_workflow"]
