"""门店 Store: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 795644f4053a898476a162f334cc214e4176cf8014f004556085259d6de38cd0

from app.runtime.policy import Policy, everything

from .model import Store

store_policy = Policy(Store)
store_policy.allow(
    "read",
    manager=everything,
    clerk=everything,
    auditor=everything,
    cashier=everything,
    buyer=everything,
)
store_policy.allow("create", manager=everything)
store_policy.allow("update", manager=everything)
store_policy.allow("delete", manager=everything)
