"""维修用件 Part used."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 afe27fb4452aa4244b509b452112996b8007722b6d77ce365679ac0a4971d141

from .model import RepairPart, repair_part_hooks
from .policy import repair_part_policy

__all__ = ["RepairPart", "repair_part_hooks", "repair_part_policy"]
