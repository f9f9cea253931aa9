"""现金日结 Daily cash count: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 67b630adef738de6d4706ebb61d4f72dd4b36a6570c3f51a94391461d3fb8300

from app.rest.resource import Resource

from .model import CashCount

cash_count_api = Resource(CashCount, methods=["list", "get", "create", "update", "transition"])
