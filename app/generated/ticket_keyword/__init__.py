"""分类关键词 Category keyword."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8839eb6cd1478b7d860e81747fa4f9251d0bed835f417b76ac4ec77f4bccef1b

from .model import TicketKeyword, ticket_keyword_hooks
from .policy import ticket_keyword_policy

__all__ = ["TicketKeyword", "ticket_keyword_hooks", "ticket_keyword_policy"]
