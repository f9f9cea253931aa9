"""Every entity class."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e9d7813d49fcfd999eabedf412cdadaaa89191480ced5f401062736415b2efe7

from .branch.model import Branch
from .branch_access.model import BranchAccess
from .category.model import Category
from .clerk.model import Clerk
from .order.model import Order
from .order_line.model import OrderLine
from .product.model import Product
from .shopper.model import Shopper
from .stock_move.model import StockMove
from .tag.model import Tag

__all__ = [
    "Branch",
    "BranchAccess",
    "Category",
    "Clerk",
    "Order",
    "OrderLine",
    "Product",
    "Shopper",
    "StockMove",
    "Tag",
]
