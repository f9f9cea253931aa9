"""待转收入 Deferred revenue: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a834ea2763cfceb2a0bdc6360425915c31b23d502fe3766996d96de0a454abd2

from app.rest.resource import Resource

from .model import Amortisation

amortisation_api = Resource(Amortisation, methods=["list", "get"])
