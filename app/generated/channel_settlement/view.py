"""渠道结算单 Channel settlement: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 3a2edbfa275754685561173cc8dd1aeb3f7c5dc706ee59a5e54014ab03ab4344

from app.forms import DateField, EnumField, FileField, RecordForm, RefField, TransitionForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import ChannelSettlement


class ChannelSettlementForm(RecordForm):
    entity = ChannelSettlement
    channel = EnumField()
    account = RefField()
    on = DateField()
    document = FileField()


class ChannelSettlementMatchForm(TransitionForm):
    entity = ChannelSettlement
    transition = "match"


class ChannelSettlementSettleForm(TransitionForm):
    entity = ChannelSettlement
    transition = "settle"


class ChannelSettlementView(RecordView):
    entity = ChannelSettlement
    form = ChannelSettlementForm
    transition_forms = {"match": ChannelSettlementMatchForm, "settle": ChannelSettlementSettleForm}
    columns = [
        "on",
        "channel",
        "account",
        "trades",
        "gross",
        "fee",
        "net",
        "matched",
        "missing",
        "surplus",
        "unknown",
        "state",
    ]
    filters = ["state", "channel", "account", "on"]
    sort = ["-on"]
    sections = [
        Section(
            label(zh="结算", en="Settlement"),
            [
                "channel",
                "account",
                "on",
                "document",
                "trades",
                "gross",
                "fee",
                "net",
                "matched",
                "missing",
                "surplus",
                "unknown",
                "voucher",
            ],
        ),
    ]
