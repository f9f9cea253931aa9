"""调整明细 Line of an adjustment: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 04d1fe886771b9628a32e1297c578d53226e5f7e4f06f346ad874f88efdbe4f5

from app.rest.resource import Resource

from .model import BudgetAdjustmentLine

budget_adjustment_line_api = Resource(
    BudgetAdjustmentLine, methods=["list", "get", "create", "update", "delete"]
)
