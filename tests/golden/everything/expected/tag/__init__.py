"""标签 Tag."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 417f2458d5015933356b8937d5352c833260ffaf6b11380aaaf300340e0ad154

from .model import Tag, tag_hooks
from .policy import tag_policy

__all__ = ["Tag", "tag_hooks", "tag_policy"]
