"""备件 Spare part."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c207f4093d8f9783a8de8db512162eef884f23015e12781ee69cf5d4866fbe42

from .model import SparePart, spare_part_hooks
from .policy import spare_part_policy

__all__ = ["SparePart", "spare_part_hooks", "spare_part_policy"]
