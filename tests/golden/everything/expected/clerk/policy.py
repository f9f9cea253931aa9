"""店员 Clerk: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 27d5372a3aab5ae2d325994d2dde94e3e6fd62aa7e5a62040afb68333798f22a

from app.runtime.policy import Policy, everything, scope

from .model import Clerk

own = scope("own", "login == user.id", ["eq", ["field", "login"], ["user", ["id"]]])
branches = scope(
    "branches", "branch in user.branches", ["in", ["field", "branch"], ["user", ["branches"]]]
)
clerk_policy = Policy(Clerk, scopes=[own, branches])
clerk_policy.allow("read", clerk=own, packer=own, manager=branches, auditor=everything)
clerk_policy.allow("create", manager=branches)
clerk_policy.allow("update", manager=branches)
clerk_policy.allow("delete", manager=branches)
clerk_policy.allow("reveal", auditor=everything)
clerk_policy.restrict_field("id_no", read=["auditor", "manager"], write=["manager"])
clerk_policy.restrict_field("bank", read=["auditor", "manager"], write=["manager"])
