"""费用申请 Expense: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ff7a46517f7b1013a3a2c16687d40f1a13ce44bac6ce2ee738ea0c7b720139f5

from app.rest.resource import Resource

from .model import Expense

expense_api = Resource(Expense, methods=["list", "get", "create", "update", "transition"])
