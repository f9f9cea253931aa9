"""预算调整单 Budget adjustment: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 24ce0a93d88a93c22f170612bb2f792cbb419ed084a7278a8ed84be114df9b81

from app.rest.resource import Resource

from .model import BudgetAdjustment

budget_adjustment_api = Resource(
    BudgetAdjustment, methods=["list", "get", "create", "update", "transition"]
)
