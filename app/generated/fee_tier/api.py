"""阶梯价 Tier: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6132bf26c94cf561d0a2d7b91f7846669bbc9cfcf190468dd59ca5667cda22e6

from app.rest.resource import Resource

from .model import FeeTier

fee_tier_api = Resource(FeeTier, methods=["list", "get", "create", "update", "delete"])
