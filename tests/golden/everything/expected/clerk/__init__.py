"""店员 Clerk."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 54d54ef12a966d3e3a9871d1fd7473fc49da16b7f6c756713756964e61a6083b

from .model import Clerk, clerk_hooks
from .policy import clerk_policy

__all__ = ["Clerk", "clerk_hooks", "clerk_policy"]
