"""岗位 Position."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f8d2bf9d960a6d73365086728bf93e108cf74a816ca64e6e3635825fb7c1f292

from .model import Position, position_hooks
from .policy import position_policy

__all__ = ["Position", "position_hooks", "position_policy"]
