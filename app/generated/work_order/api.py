"""服务工单 Work order: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 32d6bcb48749ecbd94bbf793aef6fff53ee8d11581b93e19daaf73705ae3c5e2

from app.rest.resource import Resource

from .model import WorkOrder

work_order_api = Resource(WorkOrder, methods=["list", "get", "create", "update", "transition"])
