"""排班 Roster."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4bc59ec78f7585f7a8170ff57a4b636384e29f56d46552ca6c2d813e7c6ba1c2

from .model import Roster, roster_hooks
from .policy import roster_policy

__all__ = ["Roster", "roster_hooks", "roster_policy"]
