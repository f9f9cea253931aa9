"""Portal pages: functions that app/custom declares with `@page`, collected until the shell mounts them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from app.runtime.entity import Entity
from app.runtime.field import Label

View = Callable[..., Any]
ViewT = TypeVar("ViewT", bound=View)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its rule below /portal, its endpoint name, its label, and who may open it.

    `login` False: anybody may open it (registration, a survey by invitation). `menu`: its place, from 1, in
    the navigation of who is logged in (0: not there). `public`: it is offered on the login page. `short`: an address
    outside the portal that leads here, such as a poster in the hall names.
    """

    rule: str
    name: str
    label: Label
    view: View
    login: bool = True
    menu: int = 0
    public: bool = False
    methods: tuple[str, ...] = ("GET",)
    scanned: str = ""
    """The key of the entity whose labels lead here those who live in the portal, with what the label carries."""
    short: str = ""


PAGES: list[Page] = []


def page(
    rule: str,
    *,
    name: str,
    label: Label,
    login: bool = True,
    menu: int = 0,
    public: bool = False,
    methods: tuple[str, ...] = ("GET",),
    scanned: type[Entity] | None = None,
    short: str = "",
) -> Callable[[ViewT], ViewT]:
    """Declare a portal page: `@page("/requests", name="requests", label=label(zh="我的报修", en="Requests"))`.

    The function gets the visitor's Context first, then the rule's parameters, and answers what Flask answers.
    A name is declared once; declaring it again replaces the page.
    """

    def declare(view: ViewT) -> ViewT:
        key = scanned.key() if scanned is not None else ""
        declared = Page(rule, name, label, view, login, menu, public, methods, key, short)
        for index, known in enumerate(PAGES):
            if known.name == name:
                PAGES[index] = declared
                return view
        PAGES.append(declared)
        return view

    return declare


def menu(pages: Iterable[Page]) -> list[Page]:
    """The pages of the navigation, in their places; the first is where one lands after the login."""
    return sorted((page for page in pages if page.menu), key=lambda page: page.menu)
