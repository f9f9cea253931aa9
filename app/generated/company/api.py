"""公司 Company: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b047da400a016fcd52cbd76e75a496dd248964f653d44332c7ba0f6d940dd9ac

from app.rest.resource import Resource

from .model import Company

company_api = Resource(Company, methods=["list", "get", "create", "update"])
