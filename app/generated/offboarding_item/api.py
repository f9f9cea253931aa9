"""离职清单模板 Clearance template: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7c23044e7c2cbbc5c724fc1a8a543036ed52902a5698cad20389037ead1d5d88

from app.rest.resource import Resource

from .model import OffboardingItem

offboarding_item_api = Resource(
    OffboardingItem, methods=["list", "get", "create", "update", "delete"]
)
