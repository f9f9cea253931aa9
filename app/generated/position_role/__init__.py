"""岗位角色 Role of a position."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 902053b3577bd6db967ea40cac01a01d238e7364d6c63f7193efdfdf0d120855

from .model import PositionRole, position_role_hooks
from .policy import position_role_policy

__all__ = ["PositionRole", "position_role_hooks", "position_role_policy"]
