"""店员 Clerk: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b1251d26f5f8f21cd283820bc3aa0fef240ad1e2a4528f226b60e033d25e4c32

from app.rest.resource import Resource

from .model import Clerk

clerk_api = Resource(Clerk, methods=["list", "get", "create", "update", "delete"])
