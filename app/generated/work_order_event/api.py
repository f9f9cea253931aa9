"""工单进度 Work-order event: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1d09e530a3cb2307cbc0b64795fe788688562b2a536dbd432a2b2522d55c459d

from app.rest.resource import Resource

from .model import WorkOrderEvent

work_order_event_api = Resource(WorkOrderEvent, methods=["list", "get", "create"])
