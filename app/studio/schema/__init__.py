"""The schema in the studio: the draft, its text, its entities, and what it would change."""

from app.studio.schema.views import VIEWS

__all__ = ["VIEWS"]
