"""The studio at /studio: Flask-Admin for the system administrator. The schema with its draft, and dictionaries."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask
from flask_admin import Admin
from flask_admin.theme import Theme

from app.runtime import registry
from app.studio.dictionary import RecordModelView
from app.studio.home import StudioHome

_dictionaries: list[str] = []


@dataclass
class StudioTheme(Theme):
    """Our layout and our templates; of Flask-Admin's own scripts and styles nothing is served."""

    folder: str = "bootstrap4"
    base_template: str = "studio/layout.html"


def dictionary(entity: str) -> None:
    """Say that an entity is a dictionary: the studio shows it, child rows inside. Called by app/custom at import."""
    if entity not in _dictionaries:
        _dictionaries.append(entity)


def register(app: Flask) -> None:
    """Mount the studio with the dictionaries that the application has named."""
    # Late: whoever names a dictionary needs no generator.
    from app.studio.permissions import VIEWS as PERMISSIONS
    from app.studio.publish import VIEWS as PUBLISHING
    from app.studio.schema import VIEWS

    admin = Admin(
        app,
        name="studio",
        url="/studio",
        endpoint="studio",
        index_view=StudioHome(),
        theme=StudioTheme(),
    )
    for view in (*VIEWS, *PUBLISHING, *PERMISSIONS):
        admin.add_view(view())
    for name in _dictionaries:
        # Another application may run in the same process (tests do): its names are not ours.
        if registry.current().has(name):
            admin.add_view(RecordModelView(registry.current().entity(name).entity))


__all__ = ["dictionary", "register"]
