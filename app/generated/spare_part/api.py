"""备件 Spare part: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 76d0734146a92c9c31eba78f1deed0727c141745f5b9d10ee3508263a22092dd

from app.rest.resource import Resource

from .model import SparePart

spare_part_api = Resource(SparePart, methods=["list", "get", "create", "update"])
