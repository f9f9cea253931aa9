"""Edits of a schema file that touch their own lines alone: comments, order and layout of everything else stay."""

from generator.edit import meaning
from generator.edit.places import EditFailed
from generator.edit.surgery import move, put, remove, rename

__all__ = ["EditFailed", "meaning", "move", "put", "remove", "rename"]
