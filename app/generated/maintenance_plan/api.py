"""维护计划 Maintenance plan: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e934aab8f461a7ab234d5d3ba1b476d73a6e3a691931554d5acd7b82d0f9b763

from app.rest.resource import Resource

from .model import MaintenancePlan

maintenance_plan_api = Resource(
    MaintenancePlan, methods=["list", "get", "create", "update", "transition"]
)
