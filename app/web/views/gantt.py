"""Bars from one date to another: a table of days or weeks, so that it can be read aloud and printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from babel.dates import format_skeleton
from flask_babel import get_locale

from app.forms import screens
from app.runtime import clock, filters, query
from app.runtime.context import Context
from app.runtime.filters import AnyOf
from app.runtime.query import Page
from app.web import cells
from app.web.views.calendar import DAY, WEEK, monday, next_month
from app.web.views.page import ViewPage

if TYPE_CHECKING:
    from app.web.screen.entity_view import EntityView

SPANS = ("week", "month", "quarter", "year")
ROWS = 50


@dataclass(frozen=True, slots=True)
class Unit:
    """One column of the chart: a day, a week or a month."""

    first: dt.date
    label: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A record: its bar covers `width` units after `before` and before `after`."""

    title: str
    url: str
    before: int
    width: int
    after: int
    told: str
    color: str
    goes_on: bool
    is_late: bool


class Gantt(ViewPage):
    name = "gantt"
    own = ("_on", "_span")

    def __init__(
        self, view: EntityView, ctx: Context, arguments: Iterable[tuple[str, str]]
    ) -> None:
        given = list(arguments)
        asked = dict(given)
        self.start, self.end = view.gantt or ("", "")
        self.today = clock.today()
        self.span = asked.get("_span") if asked.get("_span") in SPANS else "quarter"
        on = clock.day_of(asked.get("_on", "")) or self.today
        self.first, self.units = self._units(on)
        self.past = self._after(self.units[-1].first)
        super().__init__(view, ctx, given)
        _owner, self.field = cells.field_of(self.entity, self.start)

    def _page(self) -> Page:
        """The rows whose time touches what is shown, in the order in which they begin."""
        actor = self.ctx.actor
        begins = filters.condition(self.entity, actor, self.start, "lt", self.past.isoformat())
        ends = AnyOf(
            [
                filters.condition(self.entity, actor, self.end, "gte", self.first.isoformat()),
                filters.condition(self.entity, actor, self.end, "is_null", "true"),
            ]
        )
        state = ["state"] if self.has_states else []
        return query.rows(
            self.ctx,
            self.entity,
            where=[*self.conditions, begins, ends],
            columns=["title", self.start, self.end, *state],
            sort=[self.start],
            limit=ROWS,
            cursor=self.cursor,
            count="none" if self.has_states else "capped",
            search=self.text,
        )

    # -- time ----------------------------------------------------------------------------------

    def _units(self, on: dt.date) -> tuple[dt.date, list[Unit]]:
        if self.span == "week":
            first, past, step = monday(on), monday(on) + WEEK, DAY
        elif self.span == "month":
            first, past, step = on.replace(day=1), next_month(on), DAY
        elif self.span == "quarter":
            start = on.replace(day=1, month=on.month - (on.month - 1) % 3)
            first, past, step = monday(start), start + dt.timedelta(days=92), WEEK
        else:
            first, past, step = (
                on.replace(day=1, month=1),
                on.replace(day=1, month=1, year=on.year + 1),
                None,
            )
        units, day = [], first
        while day < past:
            following = day + step if step else next_month(day)
            units.append(Unit(day, self._label(day), day <= self.today < following))
            day = following
        return first, units

    def _label(self, day: dt.date) -> str:
        skeleton = {"week": "MEd", "month": "d", "quarter": "Md", "year": "MMM"}[str(self.span)]
        if skeleton == "d":
            return str(day.day)
        return format_skeleton(skeleton, day, locale=get_locale())

    def _after(self, day: dt.date) -> dt.date:
        return {"week": day + DAY, "month": day + DAY, "quarter": day + WEEK}.get(
            str(self.span)
        ) or next_month(day)

    def title(self) -> str:
        last = self.past - DAY
        if self.span in ("month", "year"):
            return format_skeleton(
                "y" if self.span == "year" else "yMMMM", self.first, locale=get_locale()
            )
        ends = [format_skeleton("yMMMd", day, locale=get_locale()) for day in (self.first, last)]
        return " – ".join(ends)

    def _day(self, value: Any) -> dt.date:
        return clock.local(value).date() if isinstance(value, dt.datetime) else value

    # -- rows ----------------------------------------------------------------------------------

    def bars(self) -> list[Bar]:
        return [self._bar(row) for row in self.page.items if row.get(self.start)]

    def _bar(self, row: Mapping[str, Any]) -> Bar:
        begins = self._day(row[self.start])
        ends = self._day(row[self.end]) if row.get(self.end) else None
        firsts = [unit.first for unit in self.units]
        before = max(sum(first <= begins for first in firsts) - 1, 0)
        last = sum(first <= ends for first in firsts) if ends else len(firsts)
        width = max(last - before, 1)
        workflow = self.view.entry.workflow
        name = row.get("state")
        state = workflow.states.get(name) if workflow and name else None
        color = state.color if state and state.color in cells.COLORS else ""
        until = ends.isoformat() if ends else "…"
        label = f" · {state.label.in_language(self.ctx.language)}" if state else ""
        return Bar(
            title=str(row.get("title") or f"#{row['id']}"),
            url=screens.show_url(self.entity.meta.name, row["id"]),
            before=before,
            width=width,
            after=len(firsts) - before - width,
            told=f"{begins.isoformat()} – {until}{label}",
            color=color or "",
            goes_on=ends is None or ends >= self.past,
            is_late=bool(ends and ends < self.today and state and not state.final),
        )

    # -- addresses -----------------------------------------------------------------------------

    def turned(self, by: int) -> str:
        days = {"week": 7, "month": 28, "quarter": 91, "year": 365}[str(self.span)]
        if by > 0:
            there = self.past + dt.timedelta(days=14 if self.span == "quarter" else 0)
        else:
            there = self.first - dt.timedelta(days=min(days, 28))
        return self.turned_to(_on=there.isoformat(), _span=self.asked.get("_span", ""))

    def spans(self) -> list[tuple[str, str, bool]]:
        """(name, address, is open)"""
        on = self.asked.get("_on", "")
        return [(name, self.turned_to(_on=on, _span=name), name == self.span) for name in SPANS]

    def today_url(self) -> str:
        return self.turned_to(_span=self.asked.get("_span", ""))
