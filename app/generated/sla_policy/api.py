"""服务时限 SLA policy: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9f5e625e0819e6eccb9845a91e1b8d4bc9818edc4fc935c7e6c14532438b51e7

from app.rest.resource import Resource

from .model import SlaPolicy

sla_policy_api = Resource(SlaPolicy, methods=["list", "get", "create", "update", "delete"])
