"""会计期间 Accounting period: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0dadcecb77f0fba04760673f3c28862de1e2d8d4cb2066f73e733163103922dc

from app.rest.resource import Resource

from .model import AccountingPeriod

accounting_period_api = Resource(AccountingPeriod, methods=["list", "get", "create", "transition"])
