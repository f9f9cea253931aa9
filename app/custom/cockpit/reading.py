"""The cockpit of a month as one reader may see it: two statements, whatever there is (P3)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from app.custom.crm.statistics import change
from app.generated.cockpit_figure import CockpitFigure
from app.generated.project import Project
from app.runtime.context import Context
from app.runtime.query.cells import titles_of
from app.runtime.query.reading import Reading
from app.runtime.reports.words import rounded, told

from .parts import FIGURES, Figure, Month, Part, after, ordered
from .scope import width

MONTHS = 13
"""Months of the curve; the first of them is the same month of last year."""
MOST_PROJECTS = 60
NOTHING = "—"


@dataclass(slots=True)
class Sum:
    """What is kept of a figure, added up over the projects of the reader; `items` by category."""

    value: Decimal = Decimal(0)
    base: Decimal | None = None
    items: dict[int, int] = field(default_factory=dict)

    def add(self, value: Any, base: Any, item: int | None) -> None:
        if item is not None:
            self.items[item] = self.items.get(item, 0) + int(value or 0)
        self.value += Decimal(value or 0)
        if base is not None:
            self.base = (self.base or Decimal(0)) + Decimal(base)


@dataclass(frozen=True, slots=True)
class Change:
    """Against another month: how it is told, and whether it is good; "" where there is nothing to compare with."""

    text: str = ""
    before: str = NOTHING
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure on the page."""

    figure: Figure
    text: str
    url: str
    previous: Change
    last_year: Change
    line: str
    last: tuple[str, str] | None
    note: str = ""


Sums = Mapping[tuple[str, str], Sum]
"""(period, figure) → sum."""


class Cockpit:
    def __init__(self, ctx: Context, period: str, project: int | None = None) -> None:
        self.language = ctx.language
        self.month = Month.of(period, ctx.today)
        self.project = project
        self.is_open = self.month.first == ctx.today.replace(day=1)
        self.figures = [one for one in FIGURES.values() if width(ctx.judge, one)]
        self.periods = [f"{after(self.month.first, -n):%Y-%m}" for n in range(MONTHS, -1, -1)]
        self.sums = _months(ctx, self.periods, project)
        self.by_project = {} if project is not None else _projects(ctx, period)
        ids = {id for id, _key in self.by_project}
        self.names = titles_of(ctx.session, ctx.judge, Project.meta.name, ids) if ids else {}

    # -- figures --------------------------------------------------------------------------------------

    def parts(self) -> list[tuple[Part, list[Shown]]]:
        """The parts of which there is something that this reader may see."""
        found = []
        for part in ordered():
            mine = [self._shown(one) for one in self.figures if one.part == part.name]
            if mine:
                found.append((part, mine))
        return found

    def value(self, one: Figure, period: str) -> Decimal | None:
        """The figure of a month; None where nothing is kept, or nothing can be divided by."""
        kept = self.sums.get((period, one.key))
        if one.unit == "psi":
            before = self.sums.get((f"{after(_first(period), -1):%Y-%m}", one.key))
            if kept is None or before is None:
                return None
            found = change.psi(kept.items, before.items)
            return None if found is None else Decimal(str(found))
        return value_of(one, kept)

    def _shown(self, one: Figure) -> Shown:
        here = self.month.period
        now = self.value(one, here)
        line, last = _curve([self.value(one, period) for period in self.periods[1:]])
        return Shown(
            one, self.told(one, now), one.rows(self.month, self.project) if now is not None else "",
            self._change(one, now, f"{after(self.month.first, -1):%Y-%m}"),
            self._change(one, now, f"{after(self.month.first, -12):%Y-%m}"),
            line, last, self._note(one, now),
        )  # fmt: skip

    def _note(self, one: Figure, now: Decimal | None) -> str:
        if one.unit != "psi" or now is None:
            return ""
        names = {"stable": ("平稳", "stable"), "moderate": ("有变化", "moderate"), "significant": ("显著", "significant")}  # fmt: skip
        return names[change.band(float(now))][0 if self.language == "zh" else 1]

    def _change(self, one: Figure, now: Decimal | None, period: str) -> Change:
        before = self.value(one, period)
        if now is None or before is None:
            return Change()
        text = difference(one, now, before, self.language)
        better = now > before if one.wish == "up" else now < before
        tone = "" if not one.wish or now == before else "good" if better else "wrong"
        return Change(text, self.told(one, before), tone)

    def told(self, one: Figure, value: Decimal | None) -> str:
        """The figure as a person reads it."""
        if value is None:
            return NOTHING
        if one.unit == "psi":
            return f"{rounded(value, 4)}"
        return told(one.unit, value, self.language)

    # -- projects -------------------------------------------------------------------------------------

    def columns(self) -> list[Figure]:
        """Figures of which more than one project is kept."""
        return [one for one in self.figures if any(key == one.key for _id, key in self.by_project)]

    def rows(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """(project, (figure, its rows) in the order of the columns), at most sixty projects."""
        ids = sorted({id for id, _key in self.by_project}, key=lambda id: self.names.get(id, ""))
        columns = self.columns()
        return [
            (
                self.names.get(id, f"#{id}"),
                [
                    (self.told(one, value_of(one, self.by_project.get((id, one.key)))), one.rows(self.month, id))
                    for one in columns
                ],
            )
            for id in ids[:MOST_PROJECTS]
        ]  # fmt: skip


def value_of(one: Figure, kept: Sum | None) -> Decimal | None:
    """A sum, a share in per cent, or a mean."""
    if kept is None:
        return None
    if one.unit in ("percent", "decimal") and kept.base is not None:
        if not kept.base:
            return None
        return kept.value * (100 if one.unit == "percent" else 1) / kept.base
    return kept.value


def difference(one: Figure, now: Decimal, before: Decimal, language: str) -> str:
    """Of shares in points, of the PSI as it is, of everything else in per cent."""
    if one.unit == "percent":
        points = "个百分点" if language == "zh" else " points"
        return f"{rounded(now - before, 1):+}{points}"
    if one.unit in ("psi", "decimal"):
        return f"{rounded(now - before, 4 if one.unit == 'psi' else 2):+}"
    if not before:
        return f"{now - before:+,.0f}" if now != before else "0"
    return f"{rounded((now - before) * 100 / abs(before), 1):+}%"


def _first(period: str) -> dt.date:
    return dt.date(int(period[:4]), int(period[5:7]), 1)


def _months(ctx: Context, periods: Iterable[str], project: int | None) -> Sums:
    reading = Reading(ctx.judge, CockpitFigure)
    of = CockpitFigure
    reading.where(of.period.in_(list(periods)))
    if project is not None:
        reading.where(of.project_id == project)
    some = reading.statement(of.period, of.figure, of.item, of.value, of.base).subquery()
    statement = select(
        some.c.period, some.c.figure, some.c.item, func.sum(some.c.value), func.sum(some.c.base)
    ).group_by(some.c.period, some.c.figure, some.c.item)
    found: dict[tuple[str, str], Sum] = defaultdict(Sum)
    for period, figure, item, value, base in ctx.session.execute(statement):
        found[period, figure].add(value, base, item)
    return dict(found)


def _projects(ctx: Context, period: str) -> Mapping[tuple[int, str], Sum]:
    """(project, figure) → what is kept of the month; figures by category are left out."""
    reading = Reading(ctx.judge, CockpitFigure)
    of = CockpitFigure
    reading.where(of.period == period)
    reading.where(of.project_id.is_not(None))
    reading.where(of.item.is_(None))
    found: dict[tuple[int, str], Sum] = defaultdict(Sum)
    statement = reading.statement(of.project_id, of.figure, of.value, of.base)
    for project, figure, value, base in ctx.session.execute(statement):
        found[project, figure].add(value, base, None)
    return dict(found)


def _curve(values: list[Decimal | None]) -> tuple[str, tuple[str, str] | None]:
    """The points of a small curve of 120 × 28; "" for fewer than three months."""
    known = [(place, value) for place, value in enumerate(values) if value is not None]
    if len(known) < 3:
        return "", None
    low, high = min(v for _, v in known), max(v for _, v in known)
    spread = (high - low) or Decimal(1)
    first, wide = known[0][0], max(known[-1][0] - known[0][0], 1)
    points = [
        (
            f"{3 + 114 * (place - first) / wide:.1f}",
            f"{25 - 22 * float((value - low) / spread):.1f}",
        )
        for place, value in known
    ]
    return " ".join(f"{x},{y}" for x, y in points), points[-1]
