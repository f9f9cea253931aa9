"""门店 Branch: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 48081d455f2397a87a6ed1af19639ace72c0035cab61095bcd0f808d550821fc

from app.forms import RecordForm, RefField, StringField
from app.runtime.field import Section, label
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
