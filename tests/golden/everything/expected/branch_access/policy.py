"""门店授权 Branch access: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 06deeb9427e0b40cfaddf74c2d25a6fc3b73a26ef61ef5f5476c37c94347ea58

from app.runtime.policy import Policy, everything

from .model import BranchAccess

branch_access_policy = Policy(BranchAccess)
branch_access_policy.allow("read", manager=everything)
branch_access_policy.allow("create", manager=everything)
branch_access_policy.allow("delete", manager=everything)
