"""岗位 Position: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 69c291b2e9a374c9a94f280a7477d299a40e1adc85f599d2b059084e256c148d

from app.rest.resource import Resource

from .model import Position

position_api = Resource(Position, methods=["list", "get", "create", "update"])
