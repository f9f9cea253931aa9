"""Every entity class."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 55f0326e653cd8ea1b8ce1fc52c3ee5c03853fbab9a863208c8050279771b9a6

from .note.model import Note
from .notebook.model import Notebook

__all__ = ["Note", "Notebook"]
