"""门店授权 Store assignment: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a3934dbc6ca68f3b974bf0c5672a80f9e97dd3a05a6956b972962472bda56e89

from app.runtime.policy import Policy, everything

from .model import StoreRole

store_role_policy = Policy(StoreRole)
store_role_policy.allow("read", manager=everything)
store_role_policy.allow("create", manager=everything)
store_role_policy.allow("delete", manager=everything)
