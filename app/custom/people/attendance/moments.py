"""Moments of the database on the axis of figures/plan.py, and back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Integer, cast, extract, func

from app.runtime import clock
from app.runtime.context import Context

from .figures.plan import DAY

BEGINNING = dt.datetime(1, 1, 1, tzinfo=dt.UTC)
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def offset(day: dt.date) -> int:
    """Minutes that local time is ahead of UTC at that day's noon."""
    there = dt.datetime.combine(day, dt.time(12), clock.zone()).utcoffset() or dt.timedelta()
    return int(there / MINUTE)


def on_axis(moment: dt.datetime, ahead: int) -> int:
    """An aware moment as a local minute."""
    return (moment - BEGINNING) // MINUTE + DAY + ahead


def minute(ctx: Context, column: Any) -> Any:
    """A column of moments as whole minutes since EPOCH: the database counts, and nobody makes a moment of each."""
    if ctx.session.get_bind().dialect.name == "sqlite":
        return func.unixepoch(column, type_=Integer) // 60
    return cast(func.floor(extract("epoch", column) / 60), Integer)


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
