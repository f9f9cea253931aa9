"""商品 Article."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 039b6f2609b39ab1d4531c1c5e6d96ada2c7151353472d36cc01b0dea0837285

from .model import Article, article_hooks
from .policy import article_policy

__all__ = ["Article", "article_hooks", "article_policy"]
