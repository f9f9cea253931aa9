"""门店 Store."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b52548dd53eb123e8445e9efead75ba0f0124a74f92551681499653984da4325

from .model import Store, store_hooks
from .policy import store_policy

__all__ = ["Store", "store_hooks", "store_policy"]
