"""顾客 Shopper."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b076807ff05a56949d485d9e17f2b80fa33c01474c0f140a6be6ad4fc65710c6

from .model import Shopper, shopper_hooks
from .policy import shopper_policy

__all__ = ["Shopper", "shopper_hooks", "shopper_policy"]
