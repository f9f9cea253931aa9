"""Which days a bill covers, when it is due, and how many months some days are (domain.md §4.8)."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

LENGTH = {"month": 1, "quarter": 3, "half": 6, "year": 12, "once": 1}
DAY = dt.timedelta(days=1)


def last_day(year: int, month: int) -> dt.date:
    """Of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def cycle_of(period: str, cycle: str) -> tuple[dt.date, dt.date]:
    """First and last day of the cycle that the month lies in: `2026-05`, quarter → 04-01 … 06-30."""
    year, month = int(period[:4]), int(period[5:7])
    length = LENGTH[cycle]
    first = (month - 1) // length * length + 1
    return dt.date(year, first, 1), last_day(year, first + length - 1)


def due_on(first: dt.date, last: dt.date, timing: str, day: int) -> dt.date:
    """The due day of the first month when paid in advance, of the month after the last otherwise; the 31st of a shorter month is its last day."""
    year, month = first.year, first.month
    if timing != "advance":
        year, month = (last + DAY).year, (last + DAY).month
    return min(last_day(year, month), dt.date(year, month, 1) + (day - 1) * DAY)


def months_between(start: dt.date, end: dt.date) -> Iterator[tuple[dt.date, dt.date, dt.date]]:
    """Each month touched: (first day, last day, its last day of all)."""
    day = start
    while day <= end:
        last = last_day(day.year, day.month)
        yield day, min(last, end), last
        day = last + DAY


def months(start: dt.date, end: dt.date, proration: str) -> Fraction:
    """How many months the days from `start` to `end` are, both counted; a whole month is one.

    actual: days of the month; d30: of 30 days; none: every month that begins counts; half: up to the 15th whole, after
    it half. O8.2: 03-17 to 03-31 are 15/31, 15/30 and 1/2.
    """
    return sum(
        (_share(first, last, of, proration) for first, last, of in months_between(start, end)),
        Fraction(0),
    )


def _share(first: dt.date, last: dt.date, of: dt.date, proration: str) -> Fraction:
    days = (last - first).days + 1
    if days == of.day or proration == "none":
        return Fraction(1)
    if proration == "half":
        return Fraction(1, 2) if first.day > 15 or last.day <= 15 else Fraction(1)
    return min(Fraction(days, 30 if proration == "d30" else of.day), Fraction(1))
