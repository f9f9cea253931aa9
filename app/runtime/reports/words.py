"""A figure as a person reads it."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .. import clock

NOTHING = "—"
_WHOLE = ("count", "int", "rating")
_HOUR, _TWO_DAYS = 60, 48 * 60


def told(kind: str, value: Any, language: str) -> str:
    """`kind`: count, percent, duration (minutes), or the type of the field that was measured."""
    if value is None:
        return NOTHING
    if isinstance(value, dt.datetime):
        return f"{clock.local(value):%Y-%m-%d %H:%M}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if kind == "duration":
        return duration(Decimal(value), language)
    if kind == "percent":
        return f"{rounded(value, 1):,}%"
    if kind == "money":
        return f"{rounded(value, 2):,}"
    if kind in _WHOLE and Decimal(value) == int(value):
        return f"{int(value):,}"
    return f"{rounded(value, 2):,}"


def duration(minutes: Decimal, language: str) -> str:
    """45 min · 3 h 20 min · 2.5 d, in the reader's language."""
    zh = language == "zh"
    if abs(minutes) < _HOUR:
        return f"{rounded(minutes, 0)} {'分钟' if zh else 'min'}"
    if abs(minutes) < _TWO_DAYS:
        hours, rest = divmod(int(rounded(minutes, 0)), 60)
        whole = f"{hours} {'小时' if zh else 'h'}"
        return f"{whole} {rest} {'分' if zh else 'min'}" if rest else whole
    return f"{rounded(minutes / 1440, 1)} {'天' if zh else 'd'}"


def rounded(value: Any, digits: int) -> Decimal:
    """Half up, once, when it is shown."""
    return Decimal(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def plain(kind: str, value: Any) -> str:
    """For a spreadsheet: digits alone, times in minutes."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return f"{clock.local(value):%Y-%m-%d %H:%M}"
    if isinstance(value, dt.date | int):
        return str(value)
    return format(rounded(value, 1 if kind in ("percent", "duration") else 2), "f")
