"""The navigation: modules of the schema, in them the entities that the person's roles may read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import current_app, get_template_attribute, request
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup

from app.forms import screens
from app.forms.language import current_language
from app.runtime import registry
from app.web import staff_pages
from app.web.person import ADMINISTRATOR

MODULE_ICON = "folder"
"""Of a module whose schema names no icon."""


@dataclass(frozen=True, slots=True)
class Item:
    label: str
    url: str
    start: str = ""
    """Pages whose address begins so belong to this item."""


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    label: str
    items: tuple[Item, ...]
    icon: str = MODULE_ICON


@dataclass(frozen=True, slots=True)
class Menu:
    """The groups, and the item that an address belongs to by its beginning."""

    groups: tuple[Group, ...]
    by_start: dict[str, str]


Key = tuple[frozenset[str], str, int, Any]


def for_person() -> tuple[Group, ...]:
    """What the person at the screen may open. Decided by role in memory: no statement, whatever the number of entities."""
    key = _key()
    return _menu(*key).groups if key else ()


def shown() -> Markup:
    """The same as HTML, the page's own item marked: made once for all who have these roles, on whichever page of it."""
    key = _key()
    return _shown(*key, _here(_menu(*key).by_start)) if key else Markup("")


def _key() -> Key | None:
    if not current_user.is_authenticated:
        return None
    app: Any = current_app._get_current_object()  # type: ignore[attr-defined]
    return current_user.roles, current_language(), id(registry.current()), app


def _here(by_start: dict[str, str]) -> str:
    """The item of this page; "" when it belongs to none. Looked up part by part, however many items there are."""
    path = request.path
    while path:
        if path in by_start:
            return by_start[path]
        path = path.rstrip("/").rpartition("/")[0]
        path += "/" if path else ""
    return ""


@lru_cache(maxsize=1024)
def _shown(roles: frozenset[str], language: str, known: int, app: Any, here: str) -> Markup:
    groups = _menu(roles, language, known, app).groups
    drawn: Markup = get_template_attribute("navigation.html", "drawn")(groups, here)
    return drawn


@lru_cache(maxsize=256)
def _menu(roles: frozenset[str], language: str, _known: int, _app: Any) -> Menu:
    """Cached for each set of roles; the registry changes only with a new process."""
    groups = _of_modules(roles, language)
    if ADMINISTRATOR in roles:
        items = (
            Item(_("Users"), "/users/list/", "/users/"),
            Item(_("Roles"), "/roles/list/", "/roles/"),
            Item(_("API clients"), "/clients/"),
            Item(_("Jobs"), "/jobs/"),
            Item(_("Webhooks"), "/webhooks/"),
            Item(_("Studio"), "/studio/", "/studio/"),
        )
        groups = (*groups, Group("administration", _("Administration"), items, icon="settings"))
    every = [item for group in groups for item in group.items]
    return Menu(groups, {item.start or item.url: item.url for item in every})


def _of_modules(roles: frozenset[str], language: str) -> tuple[Group, ...]:
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
        Group(
            module.name,
            module.label.in_language(language),
            tuple(found[module.name]),
            module.icon or MODULE_ICON,
        )
        for module in known.modules
        if found[module.name]
    )
