"""收费价格 Price: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ccac6f52d320f0ebb18f3d8a18e73c5bc7b232d56fd4d6b495e19aacecad6cb4

from app.rest.resource import Resource

from .model import FeePrice

fee_price_api = Resource(FeePrice, methods=["list", "get", "create", "update", "delete"])
