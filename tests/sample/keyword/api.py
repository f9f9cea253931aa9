"""标签 Keyword: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 dead3a4e10d4a85242a999a3284a8ef3e270a52c68bc2bf4eda392d4a4b7efce

from app.rest.resource import Resource

from .model import Keyword

keyword_api = Resource(Keyword, methods=["list", "get", "create", "update", "delete"])
