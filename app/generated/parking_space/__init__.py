"""车位 Parking space."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 cc79a43d4e25bdc2a6575e22edb6505bb23046778c5497e7a6c8fe0a4f210024

from .model import ParkingSpace, ParkingSpaceState, ParkingSpaceTransition, parking_space_hooks
from .policy import parking_space_policy
from .workflow import parking_space_workflow

__all__ = [
    "ParkingSpace",
    "ParkingSpaceState",
    "ParkingSpaceTransition",
    "parking_space_hooks",
    "parking_space_policy",
    "parking_space_workflow",
]
