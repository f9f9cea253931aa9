"""门店 Branch."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1f24a4ee1d9ac7633cd880f9e3f4b7bf12cd68148e068b4c56f79118224e99c4

from .model import Branch, branch_hooks
from .policy import branch_policy

__all__ = ["Branch", "branch_hooks", "branch_policy"]
