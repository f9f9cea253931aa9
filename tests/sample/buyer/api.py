"""顾客 Buyer: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 3df647e10e5091ebecc194e9fb59e7fe5e1f4385033540c643d5a4aa1454f987

from app.rest.resource import Resource

from .model import Buyer

buyer_api = Resource(Buyer, methods=["list", "get", "create", "update", "delete"])
