"""订单 Order: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8e8aedb36135a2e616ba6979a0c1e8c19c3b91408d898fefa0bcbfe01baa5fc3

from app.rest.resource import Resource

from .model import Order

order_api = Resource(Order, methods=["list", "get", "create", "update", "transition", "delete"])
