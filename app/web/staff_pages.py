"""Hand-written pages of the back office: declared in app/custom, mounted and listed in the navigation here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from flask import Blueprint, Flask
from flask_login import current_user

from app.forms.language import current_language
from app.runtime import registry
from app.runtime.entity import Entity
from app.runtime.errors import Forbidden, Message, message
from app.runtime.field import Label
from app.web import guard
from app.web.reader import context

ViewT = TypeVar("ViewT", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class StaffPage:
    """One page. `roles` may open it; `module` None keeps it out of the navigation.

    `opens` is the entity whose record with the rule's `id` it shows: messages about one lead here.
    `scanned` is the entity whose labels lead here, with what the label carries in the address.
    `beside` is the entity whose records show a button to the page with their id, `once` the field that holds something by then.
    `icon` puts it into the bar above every page, one press away wherever one is.
    """

    rule: str
    name: str
    label: Label
    roles: frozenset[str]
    view: Callable[..., Any]
    module: str | None
    methods: tuple[str, ...]
    opens: str | None = None
    scanned: str | None = None
    beside: str | None = None
    icon: str = ""
    once: str = ""


PAGES: list[StaffPage] = []


def staff_page(
    rule: str,
    *,
    name: str,
    label: Label,
    roles: Iterable[str],
    module: str | None = None,
    methods: tuple[str, ...] = ("GET",),
    opens: type[Entity] | None = None,
    scanned: type[Entity] | None = None,
    beside: type[Entity] | None = None,
    icon: str = "",
    once: str = "",
) -> Callable[[ViewT], ViewT]:
    """Declare a page: the function gets the person's Context, then the rule's parameters."""

    def declare(view: ViewT) -> ViewT:
        declared = StaffPage(
            rule, name, label, frozenset(roles), view, module, methods, _key(opens), _key(scanned),
            _key(beside), icon, once,
        )  # fmt: skip
        PAGES[:] = [page for page in PAGES if page.name != name] + [declared]
        return view

    return declare


def _key(entity: type[Entity] | None) -> str | None:
    return entity.key() if entity is not None else None


def register(app: Flask) -> None:
    """Mount every declared page."""
    blueprint = Blueprint("staff", __name__)
    for page in PAGES:
        blueprint.add_url_rule(page.rule, page.name, _guarded(page), methods=list(page.methods))
    app.register_blueprint(blueprint)


def _guarded(page: StaffPage) -> Callable[..., Any]:
    @wraps(page.view)
    def view(**parameters: Any) -> Any:
        if not current_user.is_authenticated:
            return guard.to_entrance()
        if page.roles.isdisjoint(current_user.roles):
            raise Forbidden(_for_whom(page.roles))
        return page.view(context(), **parameters)

    return view


def _for_whom(roles: frozenset[str]) -> Message:
    """Who may open the page, by the names that people know."""
    known = [registry.current().role(name) for name in sorted(roles)]
    labels = [role.label for role in known if role is not None]
    return message(
        zh=f"此页仅限：{'、'.join(label.in_language('zh') for label in labels)}",
        en=f"This page is for: {', '.join(label.in_language('en') for label in labels)}.",
    )


def for_roles(module: str, roles: frozenset[str]) -> list[StaffPage]:
    """The pages that stand in a module's navigation for these roles."""
    return [p for p in PAGES if p.module == module and not p.roles.isdisjoint(roles)]


def opens(url: str, roles: Iterable[str]) -> bool:
    """Whether an address leads to no hand-written page, or to one that is for these roles."""
    page = next((one for one in PAGES if one.rule == url.partition("?")[0]), None)
    return page is None or not page.roles.isdisjoint(roles)


def in_the_bar() -> list[tuple[str, str, str]]:
    """(icon, label, address) of the pages that stand in the bar for whoever looks."""
    language, roles = current_language(), current_user.roles
    return [
        (page.icon, page.label.in_language(language), page.rule)
        for page in PAGES
        if page.icon and not page.roles.isdisjoint(roles)
    ]


def page_of(entity: str, roles: frozenset[str]) -> StaffPage | None:
    """The page that shows a record of this entity to these roles, where it is not the record's own screen."""
    return next((p for p in PAGES if p.opens == entity and not p.roles.isdisjoint(roles)), None)


def scanned_page_of(entity: str, roles: frozenset[str]) -> StaffPage | None:
    """The page that the label of a record opens for these roles; where there is none, the record's own."""
    return next((p for p in PAGES if p.scanned == entity and not p.roles.isdisjoint(roles)), None)


def beside(
    entity: type[Entity], record: Mapping[str, Any], roles: frozenset[str]
) -> list[tuple[str, str]]:
    """(label, address) of the pages that this record leads to, for these roles."""
    language = current_language()
    return [
        (page.label.in_language(language), page.rule.replace("<int:id>", str(record["id"])))
        for page in PAGES
        if page.beside == entity.key()
        and not page.roles.isdisjoint(roles)
        and (not page.once or record.get(page.once) is not None)
    ]
