"""员工领用物品 Issued asset: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d30656207f9c6fd99b7136dfb7f3537f041dbbacf56092602d5389b0fbc701df

from app.rest.resource import Resource

from .model import EmployeeAsset

employee_asset_api = Resource(
    EmployeeAsset, methods=["list", "get", "create", "update", "transition"]
)
