"""Two hands at a real browser: does a task as a person would, and counts what it costs.

Seconds are those of the keystroke-level model (Card, Moran and Newell 1980: the time of a practised person
who makes no mistake) and the seconds that the page really made him wait.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Error

KEY = 0.28
"""Seconds for a key of somebody who types without being a typist."""
POINT = 1.1
"""To aim at something and press it, with a mouse or a finger."""
CHANGE = 0.4
"""From the mouse to the keys or back."""
THINK = 1.35
"""To see what is next: once before each thing that is pressed, once before each text."""
MOMENT = 40
"""Milliseconds."""
KEYS_OF_A_HAN = 3
"""Keys that an input method takes for one Chinese character."""


@dataclass
class Cost:
    """What one task took."""

    clicks: int = 0
    keys: int = 0
    pages: int = 0
    """How many pages were opened."""
    waited: float = 0.0
    """Seconds in which the person could do nothing."""
    by_hand: float = 0.0
    """Seconds of the keystroke-level model."""

    @property
    def seconds(self) -> float:
        return self.by_hand + self.waited


@dataclass
class Hands:
    """A person with one page open. Everything is found as he finds it: by what stands on it."""

    page: Any
    cost: Cost = field(default_factory=Cost)
    on_keys: bool = False
    going: bool = False
    """The browser has asked for another page and does not show it yet."""
    arrived: float = 0.0
    """When the last page could be used."""

    def __post_init__(self) -> None:
        self.page.on("request", self._asks)
        self.page.on("load", self._arrives)

    def _asks(self, request: Any) -> None:
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            self.going = True

    def _arrives(self, _page: Any) -> None:
        self.going = False
        self.arrived = time.monotonic()
        self.cost.pages += 1

    def press(self, label: str, *, within: str = "main", exact: bool = True) -> None:
        """Press the first button, link, tab or field label that says so."""
        place = self.page.locator(within)
        found = (
            place.get_by_role("button", name=label, exact=exact)
            .or_(place.get_by_role("link", name=label, exact=exact))
            .or_(place.get_by_role("radio", name=label, exact=exact))
            .or_(place.get_by_role("checkbox", name=label, exact=exact))
            .or_(place.locator("summary").filter(has_text=label))
        )
        self.press_on(found.locator("visible=true").first)

    def press_on(self, target: Any) -> None:
        """Press what a locator finds."""
        self._by_hand(keys=False)
        self.cost.clicks += 1
        self.cost.by_hand += THINK + POINT
        with self._waiting():
            target.click()

    def menu(self, label: str) -> None:
        """Press an entry of the navigation."""
        target = self.page.locator("#navigation").get_by_role("link", name=label, exact=True)
        if not target.is_visible():
            self.press_on(self.page.locator("[data-drawer=show]"))
        self.press_on(target)

    def write(self, label: str, text: str, *, within: str = "main") -> None:
        """Press the field of this label and type."""
        self.write_in(self._field(label, within), text)

    def write_in(self, target: Any, text: str) -> None:
        """Press the field that a locator finds, and type."""
        self._by_hand(keys=False)
        self.cost.clicks += 1
        self.cost.by_hand += THINK + POINT
        target.click()
        self._by_hand(keys=True)
        taken = sum(KEYS_OF_A_HAN if "\u4e00" <= sign <= "\u9fff" else 1 for sign in text)
        self.cost.keys += taken
        self.cost.by_hand += THINK + taken * KEY
        target.fill(text)

    def types(self, text: str) -> None:
        """Type where the cursor stands already."""
        self._by_hand(keys=True)
        taken = sum(KEYS_OF_A_HAN if "\u4e00" <= sign <= "\u9fff" else 1 for sign in text)
        self.cost.keys += taken
        self.cost.by_hand += THINK + taken * KEY
        self.page.keyboard.insert_text(text)

    def key(self, name: str) -> None:
        """Press a key or a chord, such as Enter or Control+k."""
        self._by_hand(keys=True)
        self.cost.keys += name.count("+") + 1
        self.cost.by_hand += THINK + KEY * (name.count("+") + 1)
        with self._waiting():
            self.page.keyboard.press(name)

    def pick(self, label: str, option: str | int, *, within: str = "main") -> None:
        """Choose from a list that drops down, by its text or its place."""
        self._by_hand(keys=False)
        self.cost.clicks += 2
        self.cost.by_hand += 2 * POINT + THINK
        box = self._field(label, within)
        if isinstance(option, int):
            box.select_option(index=option)
        else:
            box.select_option(label=option)

    def look_up(self, label: str, text: str, *, within: str = "main") -> None:
        """Type into a picker and take its first suggestion with the keyboard."""
        box = self.page.locator(within).get_by_role("combobox", name=label, exact=True).first
        self.write_in(box, text)
        box.press("End")
        option = self.page.get_by_role("option").filter(has_text=text).locator("visible=true").first
        option.wait_for()
        self.key("ArrowDown")
        self.key("Enter")

    def attach(self, label: str, *files: Any, within: str = "main") -> None:
        """Hand over files: the button, and what the system's own dialog takes."""
        self._by_hand(keys=False)
        self.cost.clicks += 3
        self.cost.by_hand += 3 * POINT + THINK
        field = self._field(label, within)
        with self._waiting():
            field.set_input_files(list(files))

    def _field(self, label: str, within: str) -> Any:
        """The field of exactly this label, else the first whose label has these words in it."""
        place = self.page.locator(within)
        named = place.get_by_role("textbox", name=label, exact=True).or_(
            place.get_by_role("combobox", name=label, exact=True)
        )
        return (named if named.count() else place.get_by_label(label)).first

    def sees(self, text: str) -> None:
        """It stands there, or the task failed."""
        try:
            self.page.get_by_text(text).locator("visible=true").first.wait_for(timeout=30_000)
        except Error as problem:
            shown = self.page.locator("body").inner_text()[:1500]
            raise AssertionError(f"{text!r} is not on {self.page.url}: {shown!r}") from problem

    def _by_hand(self, *, keys: bool) -> None:
        if self.on_keys != keys:
            self.cost.by_hand += CHANGE
        self.on_keys = keys

    @contextmanager
    def _waiting(self) -> Iterator[None]:
        """Seconds until the page that comes can be used; no page may come."""
        started, pages = time.monotonic(), self.cost.pages
        yield
        # The browser says that it leaves within a moment of the press.
        self.page.wait_for_timeout(MOMENT)
        while self.going:
            self.page.wait_for_timeout(MOMENT)
        if self.cost.pages > pages:
            self.cost.waited += self.arrived - started
