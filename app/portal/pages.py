"""Portal pages: functions that app/custom declares with `@page`, collected until the shell mounts them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from app.runtime.field import Label

View = Callable[..., Any]
ViewT = TypeVar("ViewT", bound=View)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its rule below /portal, its endpoint name, its label, and who may open it.

    `login` False: anybody may open it (registration, a survey by invitation). `menu`: it stands in the
    navigation of who is logged in; `public`: it is offered on the login page. Both in the order of declaration.
    """

    rule: str
    name: str
    label: Label
    view: View
    login: bool = True
    menu: bool = False
    public: bool = False
    methods: tuple[str, ...] = ("GET",)


PAGES: list[Page] = []


def page(
    rule: str,
    *,
    name: str,
    label: Label,
    login: bool = True,
    menu: bool = False,
    public: bool = False,
    methods: tuple[str, ...] = ("GET",),
) -> Callable[[ViewT], ViewT]:
    """Declare a portal page: `@page("/requests", name="requests", label=label(zh="我的报修", en="Requests"))`.

    The function gets the visitor's Context first, then the rule's parameters, and answers what Flask answers.
    A name is declared once; declaring it again replaces the page.
    """

    def declare(view: ViewT) -> ViewT:
        declared = Page(rule, name, label, view, login, menu, public, methods)
        for index, known in enumerate(PAGES):
            if known.name == name:
                PAGES[index] = declared
                return view
        PAGES.append(declared)
        return view

    return declare
