"""Every entity class."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9f4bfaaa6dbdee874bae119bbfb429517fdc58129e37301321037584e2dc6e9d

from .article.model import Article
from .buyer.model import Buyer
from .clerk.model import Clerk
from .keyword.model import Keyword
from .posting.model import Posting
from .sale.model import Sale
from .sale_line.model import SaleLine
from .store.model import Store
from .store_role.model import StoreRole

__all__ = [
    "Article",
    "Buyer",
    "Clerk",
    "Keyword",
    "Posting",
    "Sale",
    "SaleLine",
    "Store",
    "StoreRole",
]
