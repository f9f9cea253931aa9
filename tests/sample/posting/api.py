"""记账 Posting: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7af893b804d106b391568d0a462cf49437dc5e83a1fefdd78f2836d9119bfd7e

from app.rest.resource import Resource

from .model import Posting

posting_api = Resource(Posting, methods=["list", "get", "create"])
