"""楼栋 Building: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f1c32b45bd73b4ebccbfa7656b8718c164fc0c0c15962298fb94fced70861bab

from app.rest.resource import Resource

from .model import Building

building_api = Resource(Building, methods=["list", "get", "create", "update"])
