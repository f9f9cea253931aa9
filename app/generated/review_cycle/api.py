"""考核周期 Review cycle: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1ffa7286be2f061e29657a606911285c9c23d0b1374cc097a7e5bca56111fc50

from app.rest.resource import Resource

from .model import ReviewCycle

review_cycle_api = Resource(ReviewCycle, methods=["list", "get", "create", "update", "transition"])
