"""检查结果 Checked item: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 89e6ceae32b7c7c71d0633513b0a872330932c5d65ae5875a2d63e846a78ce2c

from app.forms import ImagesField, RecordForm, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import InspectionItem


class InspectionItemForm(RecordForm):
    entity = InspectionItem
    value = StringField()
    photo = ImagesField()
    remark = StringField()


class InspectionItemView(RecordView):
    entity = InspectionItem
    form = InspectionItemForm
    columns = ["task", "name", "demand", "value", "passed", "remark"]
    filters = ["task", "passed", "kind"]
    sort = ["sort_no"]
    sections = [
        Section(
            label(zh="结果", en="Result"),
            ["task", "name", "demand", "value", "passed", "photo", "remark"],
        ),
        Section(
            label(zh="其他", en="More"),
            [
                "sort_no",
                "code",
                "kind",
                "uom",
                "low",
                "high",
                "required",
                "needs_photo",
                "severity",
                "checked_at",
            ],
            collapsed=True,
        ),
    ]
    menu = False
