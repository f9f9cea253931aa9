"""业主名册 Owner roster: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e952c87a04556723356001782e8477807b2a9f939b385a6080a9a645d4af8796

from app.rest.resource import Resource

from .model import OwnerRecord

owner_record_api = Resource(OwnerRecord, methods=["list", "get", "create", "update", "delete"])
