"""A task of a role: what is done, on which screen, and how many clicks it may take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.journeys.given import Given
from tests.support.hands import Hands

DESK, PHONE = 1440, 390
"""Pixels that the screen is wide."""


@dataclass(frozen=True)
class Task:
    """Begins on the first page that the role sees after the login; ends with what shows that it is done."""

    role: str
    zh: str
    en: str
    clicks: int
    """At most these: one more, and somebody has made the task longer."""
    width: int
    do: Callable[[Hands], None]
    given: Given | None = None
    """What others have done before, so that there is something to do."""

    @property
    def name(self) -> str:
        return f"{self.role}-{self.do.__name__}"


ALL: list[Task] = []


def first_row(hands: Hands) -> None:
    """Open the first record of a list."""
    hands.press_on(hands.page.locator("main tbody tr a").first)


def search(hands: Hands, text: str) -> None:
    """Type into the box over everything."""
    hands.key("/")
    hands.write_in(hands.page.locator("header [role=combobox], header input").first, text)
    hands.key("Enter")


def own_menu(hands: Hands, entry: str) -> None:
    """Press an entry of the menu under one's own name."""
    menu = hands.page.locator("header details.menu")
    hands.press_on(menu.locator("summary").first)
    found = menu.get_by_role("link", name=entry).or_(menu.get_by_role("button", name=entry))
    hands.press_on(found.locator("visible=true").first)


def task(
    role: str, zh: str, en: str, *, clicks: int, width: int = DESK, given: Given | None = None
) -> Callable[[Callable[[Hands], None]], Callable[[Hands], None]]:
    """Names a function of `Hands` as a task of `role`."""

    def add(do: Callable[[Hands], None]) -> Callable[[Hands], None]:
        ALL.append(Task(role, zh, en, clicks, width, do, given))
        return do

    return add
