"""渠道结算单 Channel settlement: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4d4ab223845c6432f0c74baa3e62a492ff33b4009deed9d68ec328e30d5be7f2

from app.runtime.policy import Policy, everything

from .model import ChannelSettlement

channel_settlement_policy = Policy(ChannelSettlement)
channel_settlement_policy.allow(
    "read",
    cashier=everything,
    accountant=everything,
    fin_mgr=everything,
    auditor=everything,
    gm=everything,
)
channel_settlement_policy.allow("create", accountant=everything)
channel_settlement_policy.allow("update", accountant=everything)
