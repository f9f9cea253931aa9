"""检查项 Checklist item: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c7092b84897b779c56f23eb61c272d05a55c873aecda53d35b4e1083f7ae3937

from app.forms import (
    BooleanField,
    DecimalField,
    EnumField,
    EnumsField,
    IntegerField,
    RecordForm,
    RefField,
    StringField,
)
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import CheckItem


class CheckItemForm(RecordForm):
    entity = CheckItem
    category = RefField()
    sort_no = IntegerField()
    code = StringField()
    name = StringField()
    kind = EnumField()
    uom = StringField()
    low = DecimalField()
    high = DecimalField()
    choices = StringField()
    required = BooleanField()
    needs_photo = BooleanField()
    severity = EnumField()
    kinds = EnumsField()


class CheckItemView(RecordView):
    entity = CheckItem
    form = CheckItemForm
    columns = [
        "category",
        "sort_no",
        "code",
        "name",
        "kind",
        "low",
        "high",
        "uom",
        "required",
        "severity",
    ]
    filters = ["category", "kind", "required", "severity"]
    sort = ["sort_no"]
    sections = [
        Section(
            label(zh="检查项", en="Item"),
            ["category", "sort_no", "code", "name", "kind", "uom", "low", "high", "choices"],
        ),
        Section(label(zh="要求", en="Demands"), ["required", "needs_photo", "severity", "kinds"]),
    ]
    menu = False
