"""服务方案模板 Service plan template: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 dd2df65377b0b8a476a5e425070e80410281b9ff149edcedc986d10f063a745f

from app.rest.resource import Resource

from .model import ServicePlanTemplate

service_plan_template_api = Resource(
    ServicePlanTemplate, methods=["list", "get", "create", "update", "transition"]
)
