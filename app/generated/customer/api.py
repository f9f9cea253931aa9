"""客户 Customer: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 01016608d69880263a195361a0b6263ab06431aecf4b80100a2069e8cae75b84

from app.rest.resource import Resource

from .model import Customer

customer_api = Resource(Customer, methods=["list", "get", "create", "update", "transition"])
