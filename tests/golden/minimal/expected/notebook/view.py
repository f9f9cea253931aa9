"""笔记本 Notebook: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7468647f6aff743d40b63a7e551f7f81d5ec1d3f4a13ecf2fe72f1e9c605272d

from app.forms import RecordForm, StringField
from app.runtime.field import Section, label
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
