"""设备分类 Equipment category: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 eff5c4ea26091a51dfe9e8cd2dd47a21b5d25875cbef15b8a97c336d289cddd8

from app.rest.resource import Resource

from .model import EquipmentCategory

equipment_category_api = Resource(
    EquipmentCategory, methods=["list", "get", "create", "update", "delete"]
)
