"""门店 Store: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2b7501bf4e3644b6814448fa239898f1a0458880d3225584db926ae33130cae1

from app.rest.resource import Resource

from .model import Store

store_api = Resource(Store, methods=["list", "get", "create", "update", "delete"])
