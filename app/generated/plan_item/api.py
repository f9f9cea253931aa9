"""方案服务项 Service of a template: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f1e0447c2d89711c5f86a4cca0524ebe8e993c6bc8ce2f940d7a207467fecf79

from app.rest.resource import Resource

from .model import PlanItem

plan_item_api = Resource(PlanItem, methods=["list", "get", "create", "update", "delete"])
