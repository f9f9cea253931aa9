"""Every REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f837ef61d31ad66f29b5d38e65c928171322fd47111a8b4019cf66b5d0be46b4

from app.rest.resource import Resource

from .branch.api import branch_api
from .branch_access.api import branch_access_api
from .category.api import category_api
from .clerk.api import clerk_api
from .order.api import order_api
from .order_line.api import order_line_api
from .product.api import product_api
from .shopper.api import shopper_api
from .stock_move.api import stock_move_api
from .tag.api import tag_api

RESOURCES: list[Resource] = [
    branch_api,
    branch_access_api,
    clerk_api,
    category_api,
    tag_api,
    product_api,
    shopper_api,
    order_api,
    order_line_api,
    stock_move_api,
]
