"""销售单 Sale: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c74774121a481ffca2b7d0a6bb8a29437c34f541f7376a99ab563eae55c1113a

from app.runtime.policy import Policy, everything, scope

from .model import Sale

own = scope("own", "buyer == user.buyer", ["eq", ["field", "buyer"], ["user", ["buyer"]]])
mine = scope("mine", "clerk == user.clerk", ["eq", ["field", "clerk"], ["user", ["clerk"]]])
stores = scope("stores", "store in user.stores", ["in", ["field", "store"], ["user", ["stores"]]])
sale_policy = Policy(Sale, scopes=[own, mine, stores])
sale_policy.allow("read", manager=everything, clerk=stores, auditor=everything, buyer=own)
sale_policy.allow("create", manager=everything, clerk=stores, buyer=own)
sale_policy.allow("update", manager=everything, clerk=stores)
sale_policy.allow("delete", manager=everything)
sale_policy.allow("export", manager=everything)
sale_policy.restrict_field("internal_note", read=["manager", "clerk"], write=["manager", "clerk"])
