"""笔记本 Notebook: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 338c50bd9b26aa18947a22270b5667d013b970590b6cb9cc58ae3b8435c8efbe

from app.runtime.field import Section, label
from app.web.forms import RecordForm, StringField
from app.web.view import RecordView

from .model import Notebook


class NotebookForm(RecordForm):
    entity = Notebook
    name = StringField()


class NotebookView(RecordView):
    entity = Notebook
    form = NotebookForm
    columns = ["name"]
    filters = []
    sort = ["-id"]
    sections = [Section(label(zh="笔记本", en="Notebook"), ["name"])]
