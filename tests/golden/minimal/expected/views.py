"""Every screen."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 09c98a9511373ef80a382807bf7c6ba250efaa2013c49224c1592ef5bd89a2c0

from app.web.view import RecordView

from .note.view import NoteView
from .notebook.view import NotebookView

VIEWS: list[type[RecordView]] = [NotebookView, NoteView]
