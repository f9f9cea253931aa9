"""备件 Spare part: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 efa2b895426da1c2d9fee9b517aa78baebb50451397fb42fa6c74cf178e4b0d1

from app.forms import BooleanField, DecimalField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import SparePart


class SparePartForm(RecordForm):
    entity = SparePart
    code = StringField()
    name = StringField()
    spec = StringField()
    uom = StringField()
    project = RefField()
    category = RefField()
    active = BooleanField()
    min_stock = DecimalField()


class SparePartView(RecordView):
    entity = SparePart
    form = SparePartForm
    columns = [
        "code",
        "name",
        "spec",
        "project",
        "stock",
        "uom",
        "unit_cost",
        "stock_value",
        "min_stock",
        "low",
    ]
    filters = ["project", "category", "low", "active"]
    sort = ["code"]
    sections = [
        Section(
            label(zh="备件", en="Part"),
            ["code", "name", "spec", "uom", "project", "category", "active"],
        ),
        Section(
            label(zh="库存", en="Stock"), ["stock", "min_stock", "low", "unit_cost", "stock_value"]
        ),
    ]
