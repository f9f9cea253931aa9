"""设备分类 Equipment category."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9cb4bd42aa8b8d14cf7def33462a584792e203e9fd49834b866b2e0eb68a942a

from .model import EquipmentCategory, equipment_category_hooks
from .policy import equipment_category_policy

__all__ = ["EquipmentCategory", "equipment_category_hooks", "equipment_category_policy"]
