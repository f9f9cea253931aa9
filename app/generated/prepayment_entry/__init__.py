"""预存款 Prepayment."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c00be661c21c0488bcdfc4b9918853fdb502aeb400cdae8dd2024e6d08056cf1

from .model import PrepaymentEntry, prepayment_entry_hooks
from .policy import prepayment_entry_policy

__all__ = ["PrepaymentEntry", "prepayment_entry_hooks", "prepayment_entry_policy"]
