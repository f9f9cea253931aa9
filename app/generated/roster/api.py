"""排班 Roster: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8a19110a4a2bdc8fc5c2190333e591aa4b18f6bdedf7d8d93c029401b53efea5

from app.rest.resource import Resource

from .model import Roster

roster_api = Resource(Roster, methods=["list", "get", "create", "update", "delete"])
