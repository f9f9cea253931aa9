"""顾客 Buyer."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 cdf670ee14c994637ed9dd4032aa2fcc6b975bd3e435b71381c444cde57e7309

from .model import Buyer, buyer_hooks
from .policy import buyer_policy

__all__ = ["Buyer", "buyer_hooks", "buyer_policy"]
