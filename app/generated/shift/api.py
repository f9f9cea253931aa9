"""班次 Shift: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ec1405be528ae12b8d1500e75b81d149ed9624f06f5711f5f463e484cbaf3147

from app.rest.resource import Resource

from .model import Shift

shift_api = Resource(Shift, methods=["list", "get", "create", "update"])
