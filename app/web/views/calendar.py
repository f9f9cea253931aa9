"""The calendar: a month or a week of days, in each the first records and how many there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from babel.dates import format_date, format_skeleton, get_day_names
from flask_babel import get_locale

from app.runtime import clock
from app.runtime.context import Context
from app.runtime.query import parts
from app.web import cells
from app.web.views.card import Card, Cards
from app.web.views.page import ViewPage

if TYPE_CHECKING:
    from app.web.screen.entity_view import EntityView

SPANS = ("month", "week")
EACH = {"month": 3, "week": 20}
"""Records of one day."""
WEEK = dt.timedelta(days=7)
DAY = dt.timedelta(days=1)
FIRST_HOUR = dt.time(9)
"""When something that is put on another day, or begun on one, has no hour yet."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record on its day; `at` is the hour, "" where there is none; `color` is its state's."""

    card: Card
    at: str
    color: str


@dataclass(frozen=True, slots=True)
class Day:
    date: dt.date
    entries: list[Entry]
    count: int
    more_url: str
    add_url: str
    is_today: bool
    is_beside: bool
    label: str

    @property
    def left(self) -> int:
        return self.count - len(self.entries)


class Calendar(ViewPage):
    name = "calendar"
    own = ("_on", "_span")

    def __init__(
        self, view: EntityView, ctx: Context, arguments: Iterable[tuple[str, str]]
    ) -> None:
        super().__init__(view, ctx, arguments)
        self.by = str(view.calendar)
        self.span = self.asked.get("_span") if self.asked.get("_span") in SPANS else "month"
        self.today = clock.today()
        self.on = clock.day_of(self.asked.get("_on", "")) or self.today
        if self.span == "month":
            self.first = monday(self.on.replace(day=1))
            self.last = monday(next_month(self.on) - DAY) + WEEK - DAY
        else:
            self.first = monday(self.on)
            self.last = self.first + WEEK - DAY
        _owner, self.field = cells.field_of(self.entity, self.by)
        self.cards = Cards(self, without=[self.by])

    @property
    def may_move(self) -> bool:
        return self._is_open("update") and self.view.may("edit")

    def _is_open(self, action: str) -> bool:
        """Whether the reader may write the date at all: a condition of the schema is judged with the record."""
        policy = self.view.entry.policy
        if self.field.is_computed or self.field.readonly is True:
            return False
        return policy.writable(self.ctx.actor, self.by, action)

    # -- what is where -------------------------------------------------------------------------

    def weekdays(self) -> list[str]:
        names = get_day_names("abbreviated", locale=get_locale())
        return [names[number] for number in range(7)]

    def title(self) -> str:
        if self.span == "month":
            return format_skeleton("yMMMM", self.on, locale=get_locale())
        ends = [
            format_skeleton("yMMMd", day, locale=get_locale()) for day in (self.first, self.last)
        ]
        return " – ".join(ends)

    def weeks(self) -> list[list[Day]]:
        dates = []
        day = self.first
        while day <= self.last:
            dates.append(day)
            day += DAY
        spans = {date: self._part(date) for date in dates}
        asked: dict[str, Any] = {"where": self.conditions, "search": self.text}
        counts = parts.numbers(self.ctx, self.entity, by=self.by, parts=spans, **asked)
        rows = parts.first_rows(
            self.ctx,
            self.entity,
            by=self.by,
            parts=[spans[date] for date in dates if counts.get(date)],
            each=EACH[str(self.span)],
            columns=[*self.cards.columns, self.by],
            sort=[self.by],
            **asked,
        )
        held: dict[dt.date, list[Entry]] = {}
        for row in rows:
            date, entry = self._entry(row)
            held.setdefault(date, []).append(entry)
        days = [self._day(date, held.get(date, []), counts.get(date, 0)) for date in dates]
        return [days[place : place + 7] for place in range(0, len(days), 7)]

    def _part(self, date: dt.date) -> parts.Between:
        if self.field.type == "date":
            return parts.Between(date, date + DAY)
        return parts.Between(midnight(date), midnight(date + DAY))

    def _entry(self, row: Mapping[str, Any]) -> tuple[dt.date, Entry]:
        value = row[self.by]
        workflow = self.view.entry.workflow
        state = workflow.states.get(row.get("state", "")) if workflow else None
        color = state.color if state and state.color in cells.COLORS else ""
        card = self.cards.card(row)
        if self.field.type == "date":
            return value, Entry(card, "", color or "")
        here = clock.local(value)
        return here.date(), Entry(card, f"{here:%H:%M}", color or "")

    def _day(self, date: dt.date, entries: list[Entry], count: int) -> Day:
        add = self.add_url if self.view.form and self._is_open("create") else ""
        if add:
            add += f"{'&' if '?' in add else '?'}{self.by}={date.isoformat()}"
        more = self.list_url(self.by, date.isoformat()) if count > len(entries) else ""
        return Day(
            date=date,
            entries=entries,
            count=count,
            more_url=more,
            add_url=add,
            is_today=date == self.today,
            is_beside=self.span == "month" and date.month != self.on.month,
            label=format_date(date, "full", locale=get_locale()),
        )

    # -- addresses -----------------------------------------------------------------------------

    def turned(self, by: int) -> str:
        """The month or week before (-1) or after (1)."""
        if self.span == "week":
            return self.turned_to(_on=(self.first + by * WEEK).isoformat(), _span="week")
        start = self.on.replace(day=1)
        there = next_month(start) if by > 0 else (start - DAY).replace(day=1)
        return self.turned_to(_on=there.isoformat())

    def spans(self) -> list[tuple[str, str, bool]]:
        """(name, address, is open)"""
        found = []
        for name in SPANS:
            own = {"_on": self.asked.get("_on", ""), "_span": "" if name == "month" else name}
            found.append((name, self.turned_to(**own), name == self.span))
        return found

    def today_url(self) -> str:
        return self.turned_to(_span="" if self.span == "month" else str(self.span))


def monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def next_month(day: dt.date) -> dt.date:
    return (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1)


def midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), clock.zone()).astimezone(dt.UTC)


def on_day(day: dt.date, at: dt.time = FIRST_HOUR) -> dt.datetime:
    """The moment of that hour here on that day, in UTC."""
    return dt.datetime.combine(day, at, clock.zone()).astimezone(dt.UTC)
