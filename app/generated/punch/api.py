"""打卡记录 Punch: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 02b8c5b6fd5d5a0c9462165f3ffbf34c2deeb17706c32cc812c4c3ca2edbab24

from app.rest.resource import Resource

from .model import Punch

punch_api = Resource(Punch, methods=["list", "get", "create"])
