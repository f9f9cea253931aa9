"""班次 Shift."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c3d7584d68de7878c89eb658ad7cceec4d353b1458f10d0e91a4c258c3906944

from .model import Shift, shift_hooks
from .policy import shift_policy

__all__ = ["Shift", "shift_hooks", "shift_policy"]
