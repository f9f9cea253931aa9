"""计划设备 Device of a plan: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 411d7992efbe447b8aedba7f3d292c62cc3a579d2479482294dab54e010cf23e

from app.rest.resource import Resource

from .model import PlanStop

plan_stop_api = Resource(PlanStop, methods=["list", "get", "create", "update", "delete"])
