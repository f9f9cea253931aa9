"""便签 Note: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4b72f93bae397e16bbc1fc7dbf5cf4d192fde4e752252fe890127d63ae52f85b

from app.forms import RecordForm, RefField, StringField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import Note


class NoteForm(RecordForm):
    entity = Note
    notebook = RefField()
    text = StringField()


class NoteView(RecordView):
    entity = Note
    form = NoteForm
    columns = ["text", "notebook"]
    filters = ["notebook"]
    sort = ["-id"]
    sections = [Section(label(zh="便签", en="Note"), ["notebook", "text"])]
