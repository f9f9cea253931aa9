"""记账凭证 Voucher: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 3c341b194d82ad9464c7b10747151dfc9b55af2ef0a0ffbc1b3754cf990a01cb

from app.rest.resource import Resource

from .model import Voucher

voucher_api = Resource(Voucher, methods=["list", "get", "create", "update", "transition", "delete"])
