"""年度预算 Annual budget: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d63d497d4f1ee2757a3c4bc6ee3dd05aa57a72ff6f8c3296c41e773c55613b25

from app.rest.resource import Resource

from .model import Budget

budget_api = Resource(Budget, methods=["list", "get", "create", "update", "transition"])
