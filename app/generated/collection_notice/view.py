"""催缴记录 Reminder of arrears: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f2b24390d27c0e0884fa8ae52f1f9cb989a48fe1174b6d3cf5b18410f9130063

from app.forms import (
    DateField,
    DateTimeField,
    EnumField,
    FilesField,
    MoneyField,
    RecordForm,
    RefField,
    RefsField,
    StringField,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import CollectionNotice


class CollectionNoticeForm(RecordForm):
    entity = CollectionNotice
    customer = RefField()
    project = RefField()
    level = EnumField()
    bills = RefsField()
    amount = MoneyField()
    channel = EnumField()
    sent_at = DateTimeField()
    result = StringField()
    promised_on = DateField()
    document = FilesField()


class CollectionNoticeView(RecordView):
    entity = CollectionNotice
    form = CollectionNoticeForm
    columns = [
        "sent_at",
        "customer",
        "level",
        "amount",
        "channel",
        "promised_on",
        "limitation_on",
        "result",
    ]
    filters = ["level", "project", "customer", "channel", "sent_at"]
    sort = ["-sent_at"]
    sections = [
        Section(
            label(zh="催缴", en="Reminder"),
            [
                "customer",
                "project",
                "level",
                "bills",
                "amount",
                "channel",
                "sent_at",
                "result",
                "promised_on",
                "oldest_due",
                "limitation_on",
                "document",
            ],
        ),
    ]
