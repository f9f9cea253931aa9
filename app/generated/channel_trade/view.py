"""渠道交易 Channel trade: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8e71ded21ec45c9b0ba7d7082c986a88ee1c9573662e070cd704963982ac2a50

from app.forms import RecordForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import ChannelTrade


class ChannelTradeForm(RecordForm):
    entity = ChannelTrade


class ChannelTradeView(RecordView):
    entity = ChannelTrade
    form = ChannelTradeForm
    columns = [
        "settlement",
        "trade_no",
        "out_trade_no",
        "kind",
        "at",
        "amount",
        "fee",
        "payment",
        "status",
    ]
    filters = ["settlement", "status", "kind"]
    sort = ["at"]
    sections = [
        Section(
            label(zh="交易", en="Trade"),
            [
                "settlement",
                "trade_no",
                "out_trade_no",
                "kind",
                "at",
                "amount",
                "fee",
                "payment",
                "refund",
                "status",
            ],
        ),
    ]
    menu = False
