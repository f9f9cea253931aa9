"""门店 Branch: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4c1c3ae946a62d88e6e32704a223fbbfc18b593312d0794481ecc300a5068b37

from app.runtime.policy import Policy, everything

from .model import Branch

branch_policy = Policy(Branch)
branch_policy.allow(
    "read",
    clerk=everything,
    packer=everything,
    manager=everything,
    auditor=everything,
    shopper=everything,
)
branch_policy.allow("create", manager=everything)
branch_policy.allow("update", manager=everything)
branch_policy.allow("delete", manager=everything)
