"""The studio at /studio: Flask-Admin for the system administrator. The schema with its draft, and dictionaries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import Flask
from flask_admin import Admin
from flask_admin.theme import Theme

from app.runtime import registry
from app.studio.dictionary import RecordModelView
from app.studio.home import StudioHome

LOOKS = "dougong doctor"
"""Under this name the application keeps what its doctor sees in passing."""
Looks = Callable[[], Iterable[tuple[str, bool | None, str]]]
"""() → (group, whether it is well or None for a remark, bilingual text) of each look."""

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


def register(app: Flask, *, looks: Looks = tuple) -> None:
    """Mount the studio with the dictionaries that the application has named. `looks`: what the doctor sees in passing."""
    # Late: whoever names a dictionary needs no generator.
    from app.studio import console
    from app.studio.permissions import VIEWS as PERMISSIONS
    from app.studio.publish import VIEWS as PUBLISHING
    from app.studio.schema import VIEWS

    app.extensions[LOOKS] = looks

    admin = Admin(
        app,
        name="studio",
        url="/studio",
        endpoint="studio",
        index_view=StudioHome(),
        theme=StudioTheme(),
    )
    for view in (*VIEWS, *PUBLISHING, *PERMISSIONS, *console.VIEWS):
        admin.add_view(view())
    for name in _dictionaries:
        # Another application may run in the same process (tests do): its names are not ours.
        if registry.current().has(name):
            admin.add_view(RecordModelView(registry.current().entity(name).entity))


__all__ = ["LOOKS", "Looks", "dictionary", "register"]
