"""工单分类 Ticket category."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 aa74385574213d0fac2ff14eb7ea3d8f43bc27f76653fa6baada8802c88d2327

from .model import TicketCategory, ticket_category_hooks
from .policy import ticket_category_policy

__all__ = ["TicketCategory", "ticket_category_hooks", "ticket_category_policy"]
