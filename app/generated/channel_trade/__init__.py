"""渠道交易 Channel trade."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 95458155e1ef62ff75f79d5c73fadd2dd31604386a0277de57ad321119cd8d62

from .model import ChannelTrade, channel_trade_hooks
from .policy import channel_trade_policy

__all__ = ["ChannelTrade", "channel_trade_hooks", "channel_trade_policy"]
