"""Every screen."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0cb8fb30a2d0424fdece5257fa22aff73a43b384923ec8ac86e8bdd8e1ccbf14

from app.web.view import RecordView

from .branch.view import BranchView
from .branch_access.view import BranchAccessView
from .category.view import CategoryView
from .clerk.view import ClerkView
from .order.view import OrderView
from .order_line.view import OrderLineView
from .product.view import ProductView
from .shopper.view import ShopperView
from .stock_move.view import StockMoveView
from .tag.view import TagView

VIEWS: list[type[RecordView]] = [
    BranchView,
    BranchAccessView,
    ClerkView,
    CategoryView,
    TagView,
    ProductView,
    ShopperView,
    OrderView,
    OrderLineView,
    StockMoveView,
]
