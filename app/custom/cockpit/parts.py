"""What a room declares: a part of the cockpit, its figures, and the statements that count them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from app.runtime.context import Context
from app.runtime.entity import Entity
from app.runtime.field import Label

Unit = Literal["count", "percent", "money", "decimal", "psi"]
Wish = Literal["up", "down", ""]


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month, and the last day of it that has come. `first` and `last` are dates here, in Shanghai."""

    first: dt.date
    last: dt.date

    @classmethod
    def of(cls, period: str, today: dt.date) -> Month:
        """`2026-10` up to its end, or up to today while it goes on."""
        first = dt.date(int(period[:4]), int(period[5:7]), 1)
        return cls(first, min(after(first, 1) - dt.timedelta(days=1), max(today, first)))

    @property
    def period(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def days(self) -> list[tuple[str, str]]:
        """Operator and day: the filters of a list of what happened in it."""
        return [("gte", f"{self.first}"), ("lte", f"{self.last}")]


def after(first: dt.date, months: int) -> dt.date:
    """The first day so many months later (earlier for a negative number)."""
    number = first.year * 12 + first.month - 1 + months
    return dt.date(number // 12, number % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a source counted: of a project (None: the whole company); shares and means bring their denominator."""

    figure: str
    project: int | None
    value: Decimal
    base: Decimal | None = None
    item: int | None = None


Rows = Callable[[Month, int | None], str]
"""(month, project or None for all) → the address of the rows that a figure counts."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the page; `url`: where its room tells more."""

    name: str
    place: int
    label: Label
    url: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. It is seen by whoever may read `entity` and its `fields`, in the projects in which he may.

    `formula`: how it is made, in words. `rows`: the list behind it. `as_of`: how things stand, not what happened.
    """

    key: str
    part: str
    label: Label
    unit: Unit
    wish: Wish
    formula: Label
    entity: type[Entity]
    rows: Rows
    fields: tuple[str, ...] = ()
    as_of: bool = False


Count = Callable[[Context, Month], Iterable[Kept]]


@dataclass(frozen=True, slots=True)
class Source:
    """Counts some figures of a month by a fixed number of statements. `as_of`: only how things stand today."""

    name: str
    figures: Sequence[str]
    count: Count
    as_of: bool


PARTS: dict[str, Part] = {}
FIGURES: dict[str, Figure] = {}
SOURCES: dict[str, Source] = {}


def part(name: str, *, place: int, label: Label, url: str = "") -> None:
    """Declare a part; several rooms may add figures to it."""
    PARTS[name] = Part(name, place, label, url)


def figure(key: str, *, part: str, **values: Any) -> None:
    """Declare a figure; see Figure. Raises ValueError for a part that nobody declared or a key that is taken by another part."""
    if part not in PARTS:
        raise ValueError(f"There is no part {part!r} of the cockpit: declare it first.")
    known = FIGURES.get(key)
    if known is not None and known.part != part:
        raise ValueError(f"{key!r} is a figure of {known.part!r} already.")
    FIGURES[key] = Figure(key, part, **values)


def source(*figures: str, as_of: bool = False) -> Callable[[Count], Count]:
    """Declare how these figures are counted: `(ctx, month)`, as the system, set by set."""

    def declare(count: Count) -> Count:
        name = f"{count.__module__}.{count.__name__}"
        SOURCES[name] = Source(name, figures, count, as_of)
        return count

    return declare


def ordered() -> list[Part]:
    """The parts in their places."""
    return sorted(PARTS.values(), key=lambda one: (one.place, one.name))
