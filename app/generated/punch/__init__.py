"""打卡记录 Punch."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a0d4d67b61886c5238263986e32f1b72b3be16055181cf03a8abb8c4ce510c7e

from .model import Punch, punch_hooks
from .policy import punch_policy

__all__ = ["Punch", "punch_hooks", "punch_policy"]
