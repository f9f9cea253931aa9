"""Every screen."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0c188e3d67b975fabb09d1f3a06f026472836a15f0c141fd569f1e6a68486b82

from app.web.view import RecordView

from .article.view import ArticleView
from .buyer.view import BuyerView
from .clerk.view import ClerkView
from .keyword.view import KeywordView
from .posting.view import PostingView
from .sale.view import SaleView
from .sale_line.view import SaleLineView
from .store.view import StoreView
from .store_role.view import StoreRoleView

VIEWS: list[type[RecordView]] = [
    StoreView,
    StoreRoleView,
    ClerkView,
    BuyerView,
    KeywordView,
    ArticleView,
    SaleView,
    SaleLineView,
    PostingView,
]
