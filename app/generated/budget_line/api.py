"""预算明细 Budget line: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b3f85414cbb3876b11b12a823ddcab407658f65cf163f06fb9b8946ce76e6924

from app.rest.resource import Resource

from .model import BudgetLine

budget_line_api = Resource(BudgetLine, methods=["list", "get", "create", "update", "delete"])
