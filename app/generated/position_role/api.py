"""岗位角色 Role of a position: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7cba5d903964178c65ecef30633e531bdc71e60c8a586a8a2705968de85592ac

from app.rest.resource import Resource

from .model import PositionRole

position_role_api = Resource(PositionRole, methods=["list", "get", "create", "update", "delete"])
