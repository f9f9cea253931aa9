"""Every REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0948291b285c05b15a4114507d51327c51e58d7345afc3d5c0eb8afac4df9c51

from app.rest.resource import Resource

from .article.api import article_api
from .buyer.api import buyer_api
from .clerk.api import clerk_api
from .keyword.api import keyword_api
from .posting.api import posting_api
from .sale.api import sale_api
from .sale_line.api import sale_line_api
from .store.api import store_api
from .store_role.api import store_role_api

RESOURCES: list[Resource] = [
    store_api,
    store_role_api,
    clerk_api,
    buyer_api,
    keyword_api,
    article_api,
    sale_api,
    sale_line_api,
    posting_api,
]
