"""运行小时抄表 Run hours reading: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5b68c286d360647034655d62f2e3e2395d7fc115ba7f3516a919d583c13f40dd

from app.rest.resource import Resource

from .model import EquipmentReading

equipment_reading_api = Resource(EquipmentReading, methods=["list", "get", "create"])
