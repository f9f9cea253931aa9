"""检查结果 Checked item: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 40272f0b9564e677440a0a2d91561f29214003626a5d74c1796d50239701410e

from app.rest.resource import Resource

from .model import InspectionItem

inspection_item_api = Resource(InspectionItem, methods=["list", "get", "update"])
