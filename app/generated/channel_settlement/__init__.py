"""渠道结算单 Channel settlement."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 699709106d3c3e827612cbd32a0da698c5adde7bfc84fd28fce7f229ebc3d305

from .model import (
    ChannelSettlement,
    ChannelSettlementState,
    ChannelSettlementTransition,
    channel_settlement_hooks,
)
from .policy import channel_settlement_policy
from .workflow import channel_settlement_workflow

__all__ = [
    "ChannelSettlement",
    "ChannelSettlementState",
    "ChannelSettlementTransition",
    "channel_settlement_hooks",
    "channel_settlement_policy",
    "channel_settlement_workflow",
]
