"""收款核销 Allocation."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9b9a710cc37aade2e6214737675253ce20a7e021dc18f6cfa135fe36908fcc23

from .model import PaymentAllocation, payment_allocation_hooks
from .policy import payment_allocation_policy

__all__ = ["PaymentAllocation", "payment_allocation_hooks", "payment_allocation_policy"]
