"""门店 Branch: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c6cf022d20a217b6fc882512fc8bf2c3ae161febc8bf8493d5a355d798dbcb52

from app.runtime.field import Section, label
from app.web.forms import RecordForm, RefField, StringField
from app.web.view import RecordView

from .model import Branch


class BranchForm(RecordForm):
    entity = Branch
    code = StringField()
    name = StringField()
    parent = RefField()


class BranchView(RecordView):
    entity = Branch
    form = BranchForm
    columns = ["name", "code", "parent", "path"]
    filters = ["parent"]
    sort = ["-id"]
    sections = [Section(label(zh="门店", en="Branch"), ["code", "name", "parent", "path"])]
    tree = "parent"
