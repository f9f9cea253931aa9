"""固定资产 Fixed asset: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9e6f9e3080456109ebb1157bd3b94495faff67d3285114416bfa064e2ae66c61

from app.rest.resource import Resource

from .model import FixedAsset

fixed_asset_api = Resource(FixedAsset, methods=["list", "get", "create", "update"])
