"""服务方案 Service plan: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 55cc23a83b4a9ef477edddf9d44523a61159ca185f6aa1d904c4d6e278e1b6cb

from app.rest.resource import Resource

from .model import ServicePlan

service_plan_api = Resource(ServicePlan, methods=["list", "get", "create", "transition"])
