"""渠道结算单 Channel settlement: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b984e6447f4632ab65d1aad97cce09f4364b6d49bb35cb2251c6588f9b4cb8f8

from app.rest.resource import Resource

from .model import ChannelSettlement

channel_settlement_api = Resource(
    ChannelSettlement, methods=["list", "get", "create", "transition"]
)
