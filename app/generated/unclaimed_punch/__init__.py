"""待认领打卡 Punch of nobody yet."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 085166129c6b4973c46c89467bd013deb8c07f75ae662451e9fe501848316731

from .model import UnclaimedPunch, unclaimed_punch_hooks
from .policy import unclaimed_punch_policy

__all__ = ["UnclaimedPunch", "unclaimed_punch_hooks", "unclaimed_punch_policy"]
