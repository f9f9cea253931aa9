"""渠道交易 Channel trade: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7ec4274fb63ab546322a3f8279e85d6a8c639f1543dd74b3c9f40ff7f1bb64be

from app.runtime.policy import Policy, everything

from .model import ChannelTrade

channel_trade_policy = Policy(ChannelTrade)
channel_trade_policy.allow(
    "read",
    cashier=everything,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
