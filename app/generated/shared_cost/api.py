"""公摊费用 Shared cost: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ca7d10ade205cfe4b5417efed2f8bebdef20a97b2b51a7f56850a8c84f7a2a2a

from app.rest.resource import Resource

from .model import SharedCost

shared_cost_api = Resource(SharedCost, methods=["list", "get", "create", "update"])
