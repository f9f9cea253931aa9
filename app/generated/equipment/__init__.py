"""设备 Equipment."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0361c3440dd1728280381c0dc15e168f7df69d29cd73f9e19302bfa228246b5c

from .model import Equipment, EquipmentState, EquipmentTransition, equipment_hooks
from .policy import equipment_policy
from .workflow import equipment_workflow

__all__ = [
    "Equipment",
    "EquipmentState",
    "EquipmentTransition",
    "equipment_hooks",
    "equipment_policy",
    "equipment_workflow",
]
