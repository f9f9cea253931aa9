"""客户 Customer: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 68cdf7ae8bf98d22437ac43a7e45b7787429ec80f691fb822ff2839e4b8547de

from app.rest.resource import Resource

from .model import Customer

customer_api = Resource(Customer, methods=["list", "get", "create", "update", "delete"])
