"""暂收款 Unknown receipt: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f945b099845f267ef582d0389aaf02f657531b24fce6c1b82376cb5f98cee058

from app.rest.resource import Resource

from .model import OpenReceipt

open_receipt_api = Resource(OpenReceipt, methods=["list", "get", "transition"])
