"""What kind of day a day is: the company's calendar table before the built-in one, make-up days included (O14.6)."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import chinese_calendar
from sqlalchemy import select

from app.generated.calendar_day import CalendarDay
from app.runtime import calendar
from app.runtime.context import Context

from .figures.holidays import statutory
from .figures.plan import DayKind


class Kind(NamedTuple):
    """`holiday`: free because of a named holiday, whether or not the law pays threefold for it."""

    kind: DayKind
    holiday: bool


def kinds(ctx: Context, first: dt.date, last: dt.date) -> dict[dt.date, Kind]:
    """Every day from `first` to `last`; one statement."""
    rows = ctx.session.execute(
        select(CalendarDay.date, CalendarDay.kind, CalendarDay.holiday).where(
            CalendarDay.date.between(first, last), CalendarDay.deleted_at.is_(None)
        )
    )
    told = {row.date: Kind(row.kind, bool(row.holiday) and row.kind != "workday") for row in rows}
    days = (first + dt.timedelta(days=number) for number in range((last - first).days + 1))
    return {day: told.get(day) or built_in(day) for day in days}


def built_in(day: dt.date) -> Kind:
    """By the notices of the State Council; a year that has none yet goes by weekends."""
    if day in statutory(day.year):
        return Kind("statutory", True)
    if calendar.chinese_workday(day):
        return Kind("workday", False)
    try:
        _, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        name = None
    return Kind("rest", name is not None)


def workdays(known: dict[dt.date, Kind]) -> int:
    """How many of them are worked."""
    return sum(one.kind == "workday" for one in known.values())
