"""标签 Keyword."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6a3c60d677af868900bbec75e45f834bb5b6d3443d4c754a4e242f7712a5fa3a

from .model import Keyword, keyword_hooks
from .policy import keyword_policy

__all__ = ["Keyword", "keyword_hooks", "keyword_policy"]
