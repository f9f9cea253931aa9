"""顾客 Shopper: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 34d1d0193c039224dfba77f46ab922b931f8b85ba2a6885098d322980a269a90

from app.runtime.policy import Policy, everything, scope

from .model import Shopper

own = scope("own", "login == user.id", ["eq", ["field", "login"], ["user", ["id"]]])
branches = scope(
    "branches", "branch in user.branches", ["in", ["field", "branch"], ["user", ["branches"]]]
)
nearby = scope("nearby", "custom: nearby", ["custom", "nearby"])
shopper_policy = Policy(Shopper, scopes=[own, branches, nearby])
shopper_policy.allow(
    "read", shopper=own, clerk=branches, packer=nearby, manager=branches, auditor=everything
)
shopper_policy.allow("create", clerk=branches, manager=branches)
shopper_policy.allow("update", shopper=own, clerk=branches, manager=branches)
shopper_policy.allow("delete", manager=branches)
shopper_policy.allow("export", manager=branches)
shopper_policy.restrict_field("note", read=["clerk", "manager"], write=["clerk", "manager"])
