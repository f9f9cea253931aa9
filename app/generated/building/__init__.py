"""楼栋 Building."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7ca754677e9c5392d8363209ee020ca527741ad85f0f12cf1b2514ef1261c543

from .model import Building, building_hooks
from .policy import building_policy

__all__ = ["Building", "building_hooks", "building_policy"]
