"""公告 Announcement: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 cd5e7981ee092a6f0b2e1e2775f345a8432315c28ab2b497d878b1a7ad3fead9

from app.rest.resource import Resource

from .model import Announcement

announcement_api = Resource(Announcement, methods=["list", "get", "create", "update", "transition"])
