"""技能 Skill."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6534811c9de3305bc6ba856e805d325d52fa20ead0079a1bd4ede8eb89ae6222

from .model import Skill, skill_hooks
from .policy import skill_policy

__all__ = ["Skill", "skill_hooks", "skill_policy"]
