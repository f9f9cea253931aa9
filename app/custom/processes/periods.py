"""The months and quarters that are evaluated: `2026-10`, `2026-Q3`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.runtime import clock
from app.runtime.errors import BadRequest
from app.runtime.events import Window
from app.runtime.filters import Filter

_FORM = re.compile(r"(?P<year>20\d\d|21\d\d)-(?:(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4]))")


@dataclass(frozen=True, slots=True)
class Period:
    """`first` to before `end`; `months` it has: 1 or 3."""

    first: dt.date
    months: int

    def __str__(self) -> str:
        if self.months == 1:
            return f"{self.first:%Y-%m}"
        return f"{self.first.year}-Q{(self.first.month + 2) // 3}"

    @property
    def end(self) -> dt.date:
        return _moved(self.first, self.months)

    @property
    def grain(self) -> str:
        return "month" if self.months == 1 else "quarter"

    @property
    def before(self) -> Period:
        return Period(_moved(self.first, -self.months), self.months)

    @property
    def year_before(self) -> Period:
        return Period(_moved(self.first, -12), self.months)

    def window(self, where: Sequence[Filter] = ()) -> Window:
        return Window(_midnight(self.first), _midnight(self.end), where)


def read(text: str) -> Period:
    """Raises BadRequest that says how a period is written."""
    found = _FORM.fullmatch(text)
    if found is None:
        raise BadRequest(
            "期间写作 2026-01 或 2026-Q1 / Write a period as 2026-01 or 2026-Q1.", field="period"
        )
    year = int(found["year"])
    if found["quarter"]:
        return Period(dt.date(year, int(found["quarter"]) * 3 - 2, 1), 3)
    return Period(dt.date(year, int(found["month"]), 1), 1)


def month_of(day: dt.date) -> Period:
    return Period(day.replace(day=1), 1)


def quarter_of(day: dt.date) -> Period:
    return Period(dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1), 3)


def ended(day: dt.date) -> list[Period]:
    """What is evaluated on the first day of a month: the month before it, and the quarter where one is over too."""
    month = month_of(day).before
    return [month, quarter_of(month.first)] if month.end == quarter_of(month.first).end else [month]


def _moved(first: dt.date, months: int) -> dt.date:
    place = first.year * 12 + first.month - 1 + months
    return dt.date(place // 12, place % 12 + 1, 1)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), clock.zone()).astimezone(dt.UTC)
