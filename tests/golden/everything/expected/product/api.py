"""商品 Product: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0e9848cf338869fde4545b69c0fa8e1bdac14d72e61d6b2861503252359e5191

from app.rest.resource import Resource

from .model import Product

product_api = Resource(Product, methods=["list", "get", "create", "update", "delete"])
