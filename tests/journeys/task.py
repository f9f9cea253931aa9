"""A task of a role: what is done, on which screen, and how many clicks it may take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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

    @property
    def name(self) -> str:
        return f"{self.role}-{self.do.__name__}"


ALL: list[Task] = []


def task(
    role: str, zh: str, en: str, *, clicks: int, width: int = DESK
) -> Callable[[Callable[[Hands], None]], Callable[[Hands], None]]:
    """Names a function of `Hands` as a task of `role`."""

    def add(do: Callable[[Hands], None]) -> Callable[[Hands], None]:
        ALL.append(Task(role, zh, en, clicks, width, do))
        return do

    return add
