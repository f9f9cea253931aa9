"""客户登记 Registration: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4e8ebc876fe24db1fec59435339d62f35e557cbb96dc810d2c9017d5cc8b914f

from app.rest.resource import Resource

from .model import Registration

registration_api = Resource(Registration, methods=["list", "get", "create", "transition"])
