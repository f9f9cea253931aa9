"""渠道交易 Channel trade: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 758876c6cd7b1d47f649d7666a6df2d11fc76b58afbe1479418d8abf7b45543b

from app.rest.resource import Resource

from .model import ChannelTrade

channel_trade_api = Resource(ChannelTrade, methods=["list", "get"])
