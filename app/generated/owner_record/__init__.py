"""业主名册 Owner roster."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1e925f86c4d2ed1ef05065afefbb2d94b27083165f909ab3f78db614d6833b76

from .model import OwnerRecord, owner_record_hooks
from .policy import owner_record_policy

__all__ = ["OwnerRecord", "owner_record_hooks", "owner_record_policy"]
