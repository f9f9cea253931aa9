"""收费项目 Fee item: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 809c15e7e9975bad920f69a1b3f50d43326e2e783d43f2997074879cceeb1d31

from app.rest.resource import Resource

from .model import FeeItem

fee_item_api = Resource(FeeItem, methods=["list", "get", "create", "update"])
