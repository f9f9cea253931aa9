"""设备告警 Device alarm: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9457f6d5b2100bd19e081dd1b594ff4ed03de434255118a27a79ae3abcfc0d14

from app.rest.resource import Resource

from .model import EquipmentAlarm

equipment_alarm_api = Resource(EquipmentAlarm, methods=["list", "get", "create"])
