"""备件 Spare part: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 43683210343fa9933b718deffe744ec7fd0023432ad64ddfeca64673ff6251ef

from app.forms import BooleanField, DecimalField, RecordForm, RefField, StringField
from app.runtime.field import Quick, Section, label
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
        "stock",
        "uom",
        "min_stock",
        "low",
        "unit_cost",
        "stock_value",
        "project",
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
    quick = [Quick("low", label(zh="低于安全库存", en="Below safety stock"), "low=true")]
    on_labels = ["spec", "project"]
    in_picker = ["stock", "spec"]
