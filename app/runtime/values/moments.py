"""Dates, times of day, and moments."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from .bounds import aware, bounded
from .problems import problem

if TYPE_CHECKING:
    from ..field import Field

CLOCK_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")


def date(field: Field, raw: Any) -> dt.date:
    if isinstance(raw, dt.date) and not isinstance(raw, dt.datetime):
        return _day(field, raw)
    try:
        return _day(field, dt.date.fromisoformat(raw.strip()))
    except (AttributeError, TypeError, ValueError):
        raise problem("type", zh="日期写作 2026-02-14", en="Write a date as 2026-02-14.") from None


def _day(field: Field, value: dt.date) -> dt.date:
    if not 1 < value.year < 9999:
        raise problem("range", zh="年份不正确", en="This year is out of range.")
    within: dt.date = bounded(field, value)
    return within


def datetime(field: Field, raw: Any) -> dt.datetime:
    """Aware UTC; a time without a zone is in the application's."""
    value = raw if isinstance(raw, dt.datetime) else None
    if isinstance(raw, str):
        try:
            value = dt.datetime.fromisoformat(raw.strip())
        except ValueError:
            value = None
    if value is None or not 1 < value.year < 9999:
        raise problem(
            "type",
            zh="日期时间写作 2026-02-14 09:30",
            en="Write a date and time as 2026-02-14 09:30.",
        )
    within: dt.datetime = bounded(field, aware(value))
    return within


def time(field: Field, raw: Any) -> dt.time:
    if isinstance(raw, dt.time):
        return raw.replace(tzinfo=None)
    match = CLOCK_TIME.fullmatch(raw.strip()) if isinstance(raw, str) else None
    try:
        hours, minutes, seconds = (int(part or 0) for part in match.groups())  # type: ignore[union-attr]
        return dt.time(hours, minutes, seconds)
    except (AttributeError, ValueError):
        raise problem("type", zh="时刻写作 09:30", en="Write a time as 09:30.") from None
