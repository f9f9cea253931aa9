"""门店授权 Store assignment: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 20624c1de968edac0bd9cb3ba71a5fb276cf664179f12831c31361a50ecdd0fb

from app.rest.resource import Resource

from .model import StoreRole

store_role_api = Resource(StoreRole, methods=["list", "get", "create", "update", "delete"])
