"""房屋 Unit: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5000d865c108f2dc25433554ba99803e12bad0f56fff9bc5656c972dd648324a

from app.rest.resource import Resource

from .model import Unit

unit_api = Resource(Unit, methods=["list", "get", "create", "update", "transition"])
