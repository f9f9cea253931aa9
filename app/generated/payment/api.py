"""收款单 Payment: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 77efa85f29e4deb2d8b04cd09cae9cd3a2ec3421fc8b18c8542e90abcc724ae8

from app.rest.resource import Resource

from .model import Payment

payment_api = Resource(Payment, methods=["list", "get", "create", "transition"])
