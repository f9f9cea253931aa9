"""便签 Note: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a88830124e7ea4111e7af037ecfdd0df0e61b927461e6c85a830d92dec52ac67

from app.runtime.field import Section, label
from app.web.forms import RecordForm, RefField, StringField
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
