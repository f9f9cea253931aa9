"""设备告警 Device alarm."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 72c8a6a17c4dc48dcb7bb846f6bcb198ece6f16cacaa95778705c23e2499aac2

from .model import EquipmentAlarm, equipment_alarm_hooks
from .policy import equipment_alarm_policy

__all__ = ["EquipmentAlarm", "equipment_alarm_hooks", "equipment_alarm_policy"]
