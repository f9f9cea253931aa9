"""岗位技能要求 Position skill requirement."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1c157b023c3533fc95b7d43f3dbfeb044b0ec6066867a173ed36e27a8aa11167

from .model import PositionSkill, position_skill_hooks
from .policy import position_skill_policy

__all__ = ["PositionSkill", "position_skill_hooks", "position_skill_policy"]
