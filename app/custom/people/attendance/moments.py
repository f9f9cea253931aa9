"""Moments of the database on the axis of figures/plan.py, and back."""

from __future__ import annotations

import datetime as dt

from app.runtime import clock

from .figures.plan import DAY

BEGINNING = dt.datetime(1, 1, 1, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def offset(day: dt.date) -> int:
    """Minutes that local time is ahead of UTC at that day's noon."""
    there = dt.datetime.combine(day, dt.time(12), clock.zone()).utcoffset() or dt.timedelta()
    return int(there / MINUTE)


def on_axis(moment: dt.datetime, ahead: int) -> int:
    """An aware moment as a local minute."""
    return (moment - BEGINNING) // MINUTE + DAY + ahead


def off_axis(minute: int, ahead: int) -> dt.datetime:
    """A local minute as aware UTC."""
    return BEGINNING + dt.timedelta(minutes=minute - DAY - ahead)


def midnight(day: dt.date) -> dt.datetime:
    """When a local day begins, aware UTC."""
    return dt.datetime.combine(day, dt.time(), clock.zone()).astimezone(dt.UTC)


def period_of(day: dt.date) -> str:
    """`2026-03`."""
    return f"{day:%Y-%m}"


def span(period: str) -> tuple[dt.date, dt.date]:
    """First and last day of a month."""
    first = dt.date(int(period[:4]), int(period[5:7]), 1)
    return first, (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(
        days=1
    )


def next_period(period: str) -> str:
    """The month after."""
    return period_of(span(period)[1] + dt.timedelta(days=1))


def period_before(day: dt.date) -> str:
    """The month before the one of `day`."""
    return period_of(day.replace(day=1) - dt.timedelta(days=1))
