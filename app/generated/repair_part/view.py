"""维修用件 Part used: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 040043ef3447178f590582e2a68b4917a4d2ffccc5101f8d9660ab89295eaa0c

from app.forms import DecimalField, RecordForm, RefField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import RepairPart


class RepairPartForm(RecordForm):
    entity = RepairPart
    repair_order = RefField()
    part = RefField()
    quantity = DecimalField()


class RepairPartView(RecordView):
    entity = RepairPart
    form = RepairPartForm
    columns = ["repair_order", "part", "quantity", "uom", "unit_cost", "amount"]
    filters = ["repair_order", "part"]
    sort = ["-id"]
    sections = [
        Section(
            label(zh="用件", en="Part"),
            ["repair_order", "part", "quantity", "uom", "unit_cost", "amount"],
        ),
    ]
    menu = False
