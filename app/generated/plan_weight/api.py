"""需求权重 Feature weight: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8a3759e1840397a0ca6ab7edaeedbfd1c20f7887f0d5b52d8f6f61130907d044

from app.rest.resource import Resource

from .model import PlanWeight

plan_weight_api = Resource(PlanWeight, methods=["list", "get", "create", "update", "delete"])
