"""Days named by where they lie from today: `today`, `last_week`, `next_30_days`. Weeks begin on Monday."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping

from . import clock
from .errors import Message, message

Days = tuple[dt.date, dt.date]
"""The first and the last day, both part of it."""

ROLLING = re.compile(r"(last|next)_([1-9][0-9]{0,3})_days")
"""`last_7_days` ends today and holds it; `next_7_days` begins today."""
MONTHS = {"month": 1, "quarter": 3, "year": 12}


def _week(today: dt.date, step: int) -> Days:
    monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(weeks=step)
    return monday, monday + dt.timedelta(days=6)


def _months(size: int) -> Callable[[dt.date, int], Days]:
    def days(today: dt.date, step: int) -> Days:
        number = (today.year * 12 + today.month - 1) // size * size + step * size
        end = number + size
        first = dt.date(number // 12, number % 12 + 1, 1)
        return first, dt.date(end // 12, end % 12 + 1, 1) - dt.timedelta(days=1)

    return days


def _day(today: dt.date, step: int) -> Days:
    day = today + dt.timedelta(days=step)
    return day, day


_KINDS: Mapping[str, Callable[[dt.date, int], Days]] = {
    "day": _day,
    "week": _week,
    **{name: _months(size) for name, size in MONTHS.items()},
}

PERIODS: Mapping[str, tuple[str, int, Message]] = {
    "today": ("day", 0, message(zh="今天", en="today")),
    "yesterday": ("day", -1, message(zh="昨天", en="yesterday")),
    "tomorrow": ("day", 1, message(zh="明天", en="tomorrow")),
    "this_week": ("week", 0, message(zh="本周", en="this week")),
    "last_week": ("week", -1, message(zh="上周", en="last week")),
    "next_week": ("week", 1, message(zh="下周", en="next week")),
    "this_month": ("month", 0, message(zh="本月", en="this month")),
    "last_month": ("month", -1, message(zh="上月", en="last month")),
    "next_month": ("month", 1, message(zh="下月", en="next month")),
    "this_quarter": ("quarter", 0, message(zh="本季度", en="this quarter")),
    "last_quarter": ("quarter", -1, message(zh="上季度", en="last quarter")),
    "this_year": ("year", 0, message(zh="今年", en="this year")),
    "last_year": ("year", -1, message(zh="去年", en="last year")),
}
"""Word → (unit, how many units from now, what people call it)."""


def days(word: str) -> Days | None:
    """The days that a word names now, in the application's time zone; None when it is no such word."""
    today = clock.today()
    if word in PERIODS:
        kind, step, _told = PERIODS[word]
        return _KINDS[kind](today, step)
    rolling = ROLLING.fullmatch(word)
    if rolling is None:
        return None
    further = dt.timedelta(days=int(rolling[2]) - 1)
    return (today - further, today) if rolling[1] == "last" else (today, today + further)


def told(word: str) -> Message | None:
    """What people call it; None when it is no such word."""
    if word in PERIODS:
        return PERIODS[word][2]
    rolling = ROLLING.fullmatch(word)
    if rolling is None:
        return None
    number = rolling[2]
    if rolling[1] == "last":
        return message(zh=f"最近 {number} 天", en=f"the last {number} days")
    return message(zh=f"今后 {number} 天", en=f"the next {number} days")
