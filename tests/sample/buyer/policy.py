"""顾客 Buyer: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 737c4a7dd6bf2d8cd444d51233619fca09faaa17e283ecc338b5688063856132

from app.runtime.policy import Policy, everything, scope

from .model import Buyer

own = scope("own", "login == user.id", ["eq", ["field", "login"], ["user", ["id"]]])
buyer_policy = Policy(Buyer, scopes=[own])
buyer_policy.allow("read", manager=everything, clerk=everything, auditor=everything, buyer=own)
buyer_policy.allow("create", manager=everything, clerk=everything)
buyer_policy.allow("update", manager=everything, clerk=everything, buyer=own)
buyer_policy.allow("delete", manager=everything)
buyer_policy.allow("export", manager=everything)
buyer_policy.restrict_field("card", read=["manager"], write=["manager"])
