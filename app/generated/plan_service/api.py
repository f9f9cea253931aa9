"""方案服务内容 Service of a plan: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d7f5cfb582951f36bb13455c51dc53cb70641a3779c7cf0055aa52bd29dc0741

from app.rest.resource import Resource

from .model import PlanService

plan_service_api = Resource(PlanService, methods=["list", "get"])
