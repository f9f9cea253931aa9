"""工单用料 Work order part: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 27f7aaa5acba007451f73507a383ba63308ac362b81e15dea052b4b16e667f3a

from app.rest.resource import Resource

from .model import WorkOrderPart

work_order_part_api = Resource(WorkOrderPart, methods=["list", "get", "create", "update", "delete"])
