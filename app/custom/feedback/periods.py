"""Months and quarters of summaries: `2026-10`, `2026-Q3` (五)."""

from __future__ import annotations

import datetime as dt

from app.runtime import clock


def month_of(day: dt.date) -> str:
    return f"{day:%Y-%m}"


def quarter_of(day: dt.date) -> str:
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"


def is_quarter(period: str) -> bool:
    return "Q" in period


def first_day(period: str) -> dt.date:
    """Of a month or a quarter. Raises ValueError for what is neither."""
    if is_quarter(period):
        year, _, number = period.partition("-Q")
        return dt.date(int(year), int(number) * 3 - 2, 1)
    return dt.date.fromisoformat(f"{period}-01")


def after(period: str) -> str:
    """The next one of the same length."""
    first = first_day(period)
    months = first.month - 1 + (3 if is_quarter(period) else 1)
    following = dt.date(first.year + months // 12, months % 12 + 1, 1)
    return quarter_of(following) if is_quarter(period) else month_of(following)


def before(period: str) -> str:
    """The one before, of the same length."""
    last = first_day(period) - dt.timedelta(days=1)
    return quarter_of(last) if is_quarter(period) else month_of(last)


def moments(period: str) -> tuple[dt.datetime, dt.datetime]:
    """When it begins, and when the next one does."""
    zone = clock.zone()
    first, end = (
        dt.datetime.combine(first_day(one), dt.time(), zone).astimezone(dt.UTC)
        for one in (period, after(period))
    )
    return first, end


def days(period: str) -> tuple[dt.date, dt.date]:
    """Its first and last day."""
    return first_day(period), first_day(after(period)) - dt.timedelta(days=1)
