"""The navigation: modules of the schema, in them the entities that the person's roles may read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import current_app, request
from flask_babel import gettext as _
from flask_login import current_user

from app.forms import screens
from app.forms.language import current_language
from app.runtime import registry
from app.web import staff_pages
from app.web.person import is_administrator


@dataclass(frozen=True, slots=True)
class Item:
    label: str
    url: str
    start: str = ""

    @property
    def is_here(self) -> bool:
        return request.path.startswith(self.start or self.url)


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    label: str
    items: tuple[Item, ...]


def for_person() -> tuple[Group, ...]:
    """What the person at the screen may open. Decided by role in memory: no statement, whatever the number of entities."""
    if not current_user.is_authenticated:
        return ()
    app: Any = current_app._get_current_object()  # type: ignore[attr-defined]
    groups = _for_roles(current_user.roles, current_language(), id(registry.current()), app)
    if is_administrator():
        items = (
            Item(_("Users"), "/users/list/", "/users/"),
            Item(_("Roles"), "/roles/list/", "/roles/"),
            Item(_("Jobs"), "/jobs/"),
            Item(_("Webhooks"), "/webhooks/"),
            Item(_("Studio"), "/studio/", "/studio/"),
        )
        groups = (*groups, Group("administration", _("Administration"), items))
    return groups


@lru_cache(maxsize=256)
def _for_roles(
    roles: frozenset[str], language: str, _registry: int, _app: Any
) -> tuple[Group, ...]:
    """Cached for each set of roles; the registry changes only with a new process."""
    known = registry.current()
    found: dict[str, list[Item]] = {
        module.name: [
            Item(page.label.in_language(language), page.rule)
            for page in staff_pages.for_roles(module.name, roles)
        ]
        for module in known.modules
    }
    for view in screens.everything().values():
        meta = view.entity.meta
        if view.menu and view.is_open_to(roles, "can_list"):
            item = Item(
                meta.label.in_language(language), f"{view.route_base}/list/", f"{view.route_base}/"
            )
            found.setdefault(meta.module, []).append(item)
    return tuple(
        Group(module.name, module.label.in_language(language), tuple(found[module.name]))
        for module in known.modules
        if found[module.name]
    )
