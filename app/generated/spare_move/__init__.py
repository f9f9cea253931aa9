"""备件出入库 Movement of a part."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 307b1c6e72dfdced7164b6eac5042f6b901f47dc00a991ecfd589bdd12a49a12

from .model import SpareMove, spare_move_hooks
from .policy import spare_move_policy

__all__ = ["SpareMove", "spare_move_hooks", "spare_move_policy"]
