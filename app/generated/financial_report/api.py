"""财务报表 Financial statement: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4251b449eb713a0059770638fba278f52b82ada9f6463885da7c454c565440be

from app.rest.resource import Resource

from .model import FinancialReport

financial_report_api = Resource(FinancialReport, methods=["list", "get", "transition"])
