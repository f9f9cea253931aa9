"""便签 Note."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2da344ebb3bf63c9af909db67a6920ef2befd0c77d986826d9e51cea5cd9c429

from .model import Note, note_hooks
from .policy import note_policy

__all__ = ["Note", "note_hooks", "note_policy"]
