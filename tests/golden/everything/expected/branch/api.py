"""门店 Branch: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 dc0d939ab22a638890fef0eda913da691e113427f6d0771f0ad6c06b8406d33a

from app.rest.resource import Resource

from .model import Branch

branch_api = Resource(Branch, methods=["list", "get", "create", "update", "delete"])
