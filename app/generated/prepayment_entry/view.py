"""预存款 Prepayment: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 124e7ebc8848a3089f12bc5bf33a7430b217a21cc3025e2058ac2d5cd3434f0f

from app.forms import RecordForm
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import PrepaymentEntry


class PrepaymentEntryForm(RecordForm):
    entity = PrepaymentEntry


class PrepaymentEntryView(RecordView):
    entity = PrepaymentEntry
    form = PrepaymentEntryForm
    columns = ["at", "customer", "fee_item", "delta", "balance", "payment", "bill"]
    filters = ["customer", "project", "fee_item", "at"]
    sort = ["-at"]
    sections = [
        Section(
            label(zh="预存", en="Prepayment"),
            [
                "customer",
                "project",
                "fee_item",
                "at",
                "delta",
                "balance",
                "payment",
                "bill",
                "refund",
            ],
        ),
    ]
