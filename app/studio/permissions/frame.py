"""What every page of the workbench shares: who may, its tabs, the words of the schema in use."""

from __future__ import annotations

from typing import Any

from flask import g
from flask_admin import BaseView

from app.forms.language import current_language
from app.runtime import registry
from app.runtime.errors import NotFound
from app.runtime.registry import EntityEntry
from app.studio.access import AdministratorOnly
from app.studio.permissions.places import Places
from app.studio.permissions.words import RightsWords
from app.studio.schema import checking
from app.studio.schema.files import published

HOME = "/studio/permissions/"


class PermissionsView(AdministratorOnly, BaseView):
    """A view under /studio/permissions."""

    tab = ""

    def page(self, template: str, *, status: int = 200, **given: Any) -> Any:
        frame = {"tab": self.tab, "language": current_language(), "words": words()}
        return self.render(f"studio/permissions/{template}", **(frame | given)), status


def words() -> RightsWords:
    """Made once a request. Where there is no schema.yaml the rights are the same, told by their names."""
    if "dougong_rights" not in g:
        files = _files()
        plan = checking.check(files).plan if files else None
        g.dougong_rights = RightsWords(registry.current(), plan, current_language())
    found: RightsWords = g.dougong_rights
    return found


def places() -> Places:
    """Where the rights stand in the files."""
    files = _files()
    return Places(checking.nodes(files)[0] if files else None)


def _files() -> dict[str, str]:
    try:
        return published()
    except NotFound:
        return {}


def entity_of(name: str) -> EntityEntry:
    """Raises NotFound."""
    if not registry.current().has(name):
        raise NotFound
    return registry.current().entity(name)
