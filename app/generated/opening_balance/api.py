"""期初余额 Opening balance: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 3b41ac68f43282e47228bbc2a2bec5165dc743dee486b33157345e0e758ba413

from app.rest.resource import Resource

from .model import OpeningBalance

opening_balance_api = Resource(
    OpeningBalance, methods=["list", "get", "create", "update", "delete"]
)
