"""打卡地点 Place to check in."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a54403961bcc618f784d647d3c9b8b6595054facc18aaa0c89f14d8aef1d770b

from .model import CheckInPlace, check_in_place_hooks
from .policy import check_in_place_policy

__all__ = ["CheckInPlace", "check_in_place_hooks", "check_in_place_policy"]
