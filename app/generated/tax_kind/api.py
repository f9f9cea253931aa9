"""税目 Kind of tax: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 01fd3c5920da5e6f3af5e25a0f2779110379c15c43395a1464c79ee224259794

from app.rest.resource import Resource

from .model import TaxKind

tax_kind_api = Resource(TaxKind, methods=["list", "get", "create", "update"])
