"""门店授权 Branch access."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f397c19e8db9866b2839a61c6914afe667eb6b6a80f8861f626bec1adcd71e91

from .model import BranchAccess, branch_access_hooks
from .policy import branch_access_policy

__all__ = ["BranchAccess", "branch_access_hooks", "branch_access_policy"]
