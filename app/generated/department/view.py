"""部门 Department: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 697a2acb3b91d39cda01326ebf16f6a367a85270f424e6a4e0f4f2ed2594b0b4

from app.runtime.field import Section, label
from app.web.forms import EnumField, RecordForm, RefField, StringField
from app.web.view import RecordView

from .model import Department


class DepartmentForm(RecordForm):
    entity = Department
    code = StringField()
    name = StringField()
    parent = RefField()
    kind = EnumField()
    project = RefField()
    head = RefField()
    cost_center = StringField()


class DepartmentView(RecordView):
    entity = Department
    form = DepartmentForm
    columns = ["code", "name", "parent", "kind", "project", "head"]
    filters = ["kind", "project"]
    sort = ["path"]
    sections = [
        Section(
            label(zh="基本", en="Basics"),
            ["code", "name", "parent", "kind", "project", "head", "cost_center"],
        ),
        Section(label(zh="其他", en="More"), ["path"], collapsed=True),
    ]
    tree = "parent"
