"""分类关键词 Category keyword: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 50b3531f74278b9eb859ad24556d90684c1d87fbd2f9a11b63354b5a6cf88685

from app.rest.resource import Resource

from .model import TicketKeyword

ticket_keyword_api = Resource(TicketKeyword, methods=["list", "get", "create", "update", "delete"])
