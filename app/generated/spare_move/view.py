"""备件出入库 Movement of a part: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c05b4c6c5ddb3105c44ad7de2f5c3791d3c89b095babb5cb96ed942ab32e95e0

from app.forms import DecimalField, EnumField, MoneyField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import SpareMove


class SpareMoveForm(RecordForm):
    entity = SpareMove
    part = RefField()
    kind = EnumField()
    quantity = DecimalField()
    unit_cost = MoneyField()
    note = StringField()


class SpareMoveView(RecordView):
    entity = SpareMove
    form = SpareMoveForm
    columns = [
        "at",
        "part",
        "kind",
        "quantity",
        "unit_cost",
        "amount",
        "stock_after",
        "cost_after",
        "repair_order",
    ]
    filters = ["part", "kind", "project", "at"]
    sort = ["-at"]
    sections = [
        Section(
            label(zh="出入库", en="Movement"),
            [
                "part",
                "kind",
                "quantity",
                "unit_cost",
                "note",
                "amount",
                "stock_after",
                "cost_after",
                "repair_order",
                "at",
            ],
        ),
        Section(label(zh="其他", en="More"), ["project"], collapsed=True),
    ]
    menu = False
