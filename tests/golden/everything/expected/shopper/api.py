"""顾客 Shopper: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 60799d67e62b2a361597a6fec8915c9a32fb7460fc419bf0ce5cbeff3326d08e

from app.rest.resource import Resource

from .model import Shopper

shopper_api = Resource(Shopper, methods=["list", "get", "create", "update", "delete"])
