"""工单分类 Ticket category: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7d46c7aa95c432c4fa44aacb37bea54e85dbda0d04529c62edcae1b74ec22d43

from app.rest.resource import Resource

from .model import TicketCategory

ticket_category_api = Resource(
    TicketCategory, methods=["list", "get", "create", "update", "delete"]
)
