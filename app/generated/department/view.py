"""部门 Department: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 04aad9609b40a81e905ff34a9be7bd0e14dcddfa36b89d37c5bc255697f33823

from app.forms import EnumField, RecordForm, RefField, StringField
from app.runtime.field import Section, label
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
    columns = ["code", "name", "parent", "kind", "project", "head_name"]
    filters = ["kind", "project"]
    sort = ["path"]
    sections = [
        Section(
            label(zh="基本", en="Basics"),
            ["code", "name", "parent", "kind", "project", "head", "head_name", "cost_center"],
        ),
        Section(label(zh="其他", en="More"), ["path"], collapsed=True),
    ]
    tree = "parent"
