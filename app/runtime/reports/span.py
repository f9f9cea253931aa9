"""From which day to which: the days of a report, its steps, and the days that it is compared with."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..errors import BadRequest

Step = Literal["day", "week", "month", "quarter", "year"]
STEPS: tuple[Step, ...] = ("day", "week", "month", "quarter", "year")
USUAL = {"day": 30, "week": 12, "month": 12, "quarter": 8, "year": 5}
"""So many steps, the present one included, when nobody says from when to when."""
MOST_STEPS = 92
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Span:
    """Whole days, first and last included, in the application's time zone."""

    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def end(self) -> dt.date:
        """The day after the last."""
        return self.last + dt.timedelta(days=1)

    def shift(self, how: str) -> Shift:
        """The way to the span to compare with: the one just before it, or the same days a year earlier."""
        if how == "last_year":
            return Shift(months=12)
        if self.first.day != 1:
            return Shift(days=self.days)
        years = self.last.year - self.first.year
        return Shift(months=years * 12 + self.last.month - self.first.month + 1)

    def steps(self, step: Step) -> tuple[Step, list[Span]]:
        """The span cut at the beginnings of its steps; a step too fine for so many days gives way to the next."""
        for one in STEPS[STEPS.index(step) :]:
            found = self._cut(one)
            if len(found) <= MOST_STEPS:
                break
        return one, found

    def _cut(self, step: Step) -> list[Span]:
        found: list[Span] = []
        first = self.first
        while first <= self.last and len(found) <= MOST_STEPS:
            following = begin(first, step, 1)
            found.append(Span(first, min(self.last, following - dt.timedelta(days=1))))
            first = following
        return found


@dataclass(frozen=True, slots=True)
class Shift:
    """Whole months back, or days."""

    months: int = 0
    days: int = 0

    def day(self, day: dt.date) -> dt.date:
        return _moved(day, -self.months) if self.months else day - dt.timedelta(days=self.days)

    def span(self, span: Span) -> Span:
        """November goes to all of October, the first 26 days of November to its first 26 days."""
        last = self.day(span.last)
        if self.months and span.end.day == 1:
            last = _moved(span.last, -self.months, to_end=True)
        return Span(self.day(span.first), last)

    def steps(self, spans: Sequence[Span], whole: Span) -> list[Span]:
        """The steps of the earlier span, one for each: together they leave nothing out and nothing twice."""
        firsts = [self.day(one.first) for one in spans]
        ends = [*firsts[1:], self.span(whole).end]
        return [
            Span(first, end - dt.timedelta(days=1)) for first, end in zip(firsts, ends, strict=True)
        ]


def begin(day: dt.date, step: Step, after: int = 0) -> dt.date:
    """The first day of the step that `day` lies in, or of the one `after` steps later."""
    if step == "day":
        return day + dt.timedelta(days=after)
    if step == "week":
        return day - dt.timedelta(days=day.weekday()) + dt.timedelta(weeks=after)
    months = _MONTHS[step]
    start = (day.year * 12 + day.month - 1) // months * months + after * months
    return dt.date(start // 12, start % 12 + 1, 1)


def usual(step: Step, today: dt.date) -> Span:
    """The last steps up to today."""
    return Span(begin(today, step, 1 - USUAL[step]), today)


def chosen(first: str | None, last: str | None, step: Step, today: dt.date) -> Span:
    """The span that a reader typed; what he left out is the usual. Raises BadRequest that names the box."""
    known = usual(step, today)
    start, end = _day("from", first), _day("to", last)
    if end is None:
        end = today if start is None or start <= today else start
    if start is None:
        start = known.first if known.first <= end else begin(end, step, 1 - USUAL[step])
    if start > end:
        raise BadRequest("起始日晚于截止日 / The first day is after the last.", field="from")
    return Span(start, end)


def _day(name: str, text: str | None) -> dt.date | None:
    if not text:
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or not 1970 <= day.year <= 2199:
        raise BadRequest(
            "日期写作 2026-01-31 / Write a date as 2026-01-31.", field=name, code="bad_value"
        )
    return day


def _moved(day: dt.date, months: int, to_end: bool = False) -> dt.date:
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    longest = calendar.monthrange(year, month)[1]
    return dt.date(year, month, longest if to_end else min(day.day, longest))
