"""标签 Tag: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 00334255345d3aacd4a2ebcf57c8161e921a702a6dd7aeaa62867b1a2038ef50

from app.rest.resource import Resource

from .model import Tag

tag_api = Resource(Tag, methods=["list", "get", "create", "update", "delete"])
