"""催缴记录 Reminder of arrears."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 bf42df57fc84b3c90eeb377a3162dfa054dadff27ff16fc241add3f343c985da

from .model import CollectionNotice, collection_notice_hooks
from .policy import collection_notice_policy

__all__ = ["CollectionNotice", "collection_notice_hooks", "collection_notice_policy"]
