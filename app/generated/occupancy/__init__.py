"""客户房屋关系 Occupancy."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d05170db6e88ef4c299ecbce803d23d017c4223a02ddf123b6bf0b6c66119a6b

from .model import Occupancy, occupancy_hooks
from .policy import occupancy_policy

__all__ = ["Occupancy", "occupancy_hooks", "occupancy_policy"]
