"""设备停机 Downtime."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0ba09248a6ef0b9e6b52600a5895deb86b95628d355da1604e69e59f4bb7dbfe

from .model import EquipmentDowntime, equipment_downtime_hooks
from .policy import equipment_downtime_policy

__all__ = ["EquipmentDowntime", "equipment_downtime_hooks", "equipment_downtime_policy"]
