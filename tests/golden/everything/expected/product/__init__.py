"""商品 Product."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4640cb694ef659a9c0acf783ec05d7ce478543481583697ab2e90e3e9f8da4a3

from .model import Product, product_hooks
from .policy import product_policy

__all__ = ["Product", "product_hooks", "product_policy"]
