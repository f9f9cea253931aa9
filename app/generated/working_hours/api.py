"""服务时段 Service hours: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 386fafe8f175faad6608fcbe4d4c477a35ecb7ed0c5d798303f1e52149266966

from app.rest.resource import Resource

from .model import WorkingHours

working_hours_api = Resource(WorkingHours, methods=["list", "get", "create", "update"])
