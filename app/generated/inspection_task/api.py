"""巡检任务 Inspection: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 cb8075d249c27a0d0c7180ddf85245d8074f8042365bd07955c8322d0c72bc3f

from app.rest.resource import Resource

from .model import InspectionTask

inspection_task_api = Resource(InspectionTask, methods=["list", "get", "update", "transition"])
