"""房屋 Unit."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7178f4133154b058e91831fd1efc9dfe0770bfe593b01429721a79e43992dfda

from .model import Unit, UnitState, UnitTransition, unit_hooks
from .policy import unit_policy
from .workflow import unit_workflow

__all__ = ["Unit", "UnitState", "UnitTransition", "unit_hooks", "unit_policy", "unit_workflow"]
