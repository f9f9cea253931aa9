"""账单 Bill: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 fd75e3652b23179e5f584bd166412e55cd68090e93493310b9310fdd289ade53

from app.rest.resource import Resource

from .model import Bill

bill_api = Resource(Bill, methods=["list", "get", "transition"])
