"""退款单 Refund: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 76d118ba4a9f75f7f776c52b74c25cf29cc99a77f426280c3ef8fd7e9c4b2c8e

from app.rest.resource import Resource

from .model import Refund

refund_api = Resource(Refund, methods=["list", "get", "create", "update", "transition"])
