"""销售明细 Sale line: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1113c711dbfdbae56a70766d765a82b8977adc0aca9f0cf03082dbd0ec0b38e2

from app.rest.resource import Resource

from .model import SaleLine

sale_line_api = Resource(SaleLine, methods=["list", "get", "create", "update", "delete"])
