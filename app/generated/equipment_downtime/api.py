"""设备停机 Downtime: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 499a07bd31364bd12d2656b687fa2794d1ef01054131532aa3f5c6d42213a3de

from app.rest.resource import Resource

from .model import EquipmentDowntime

equipment_downtime_api = Resource(EquipmentDowntime, methods=["list", "get"])
