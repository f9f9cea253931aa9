"""改进措施 Improvement measure: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 fbde1c03cd8fa7b8015721848a25b39df95c65f9d533c458dcda5b011247d1d4

from app.rest.resource import Resource

from .model import Improvement

improvement_api = Resource(Improvement, methods=["list", "get", "create", "update", "transition"])
