"""岗位技能要求 Position skill requirement: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 48d3126bb76075c4e05055fc60d11bcf71830ef3cf3153293543e7ce85cb8cfc

from app.rest.resource import Resource

from .model import PositionSkill

position_skill_api = Resource(PositionSkill, methods=["list", "get", "create", "update", "delete"])
