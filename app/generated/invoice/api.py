"""发票 Invoice: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7465f160cd40e653a979e820737c155bc379f0a2d124a0c21788cb9c60c9f6f8

from app.rest.resource import Resource

from .model import Invoice

invoice_api = Resource(Invoice, methods=["list", "get", "create", "update", "transition"])
