"""税率 Tax rate: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6b557101e1a79184ee9be8ff39ed24921291de5503edbde019db85abf180c9c3

from app.rest.resource import Resource

from .model import TaxRate

tax_rate_api = Resource(TaxRate, methods=["list", "get", "create", "update", "delete"])
