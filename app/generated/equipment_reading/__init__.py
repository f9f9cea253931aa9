"""运行小时抄表 Run hours reading."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1e47ee938c37289390d02bde93547d252e6d5358d02b1adf6e326ed60904a68d

from .model import EquipmentReading, equipment_reading_hooks
from .policy import equipment_reading_policy

__all__ = ["EquipmentReading", "equipment_reading_hooks", "equipment_reading_policy"]
