"""`min` and `max` of the schema, and a moment as they compare it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from .. import clock
from .problems import problem

if TYPE_CHECKING:
    from ..field import Field


def bounded(field: Field, value: Any) -> Any:
    """`min` and `max` of the schema, written as number, decimal text or ISO date."""
    for name, bound in (("min", field.min), ("max", field.max)):
        if bound is None:
            continue
        limit = _like(value, bound)
        if (name == "min" and value < limit) or (name == "max" and value > limit):
            zh = f"不能{'小' if name == 'min' else '大'}于 {bound}"
            en = f"This must not be {'less' if name == 'min' else 'more'} than {bound}."
            raise problem(name, zh=zh, en=en)
    return value


def _like(value: Any, bound: Any) -> Any:
    if isinstance(value, dt.datetime):
        return moment(str(bound))
    if isinstance(value, dt.date):
        return dt.date.fromisoformat(str(bound))
    return Decimal(str(bound))


def moment(written: str) -> dt.datetime:
    return aware(dt.datetime.fromisoformat(written))


def aware(value: dt.datetime) -> dt.datetime:
    return (value if value.tzinfo else value.replace(tzinfo=clock.zone())).astimezone(dt.UTC)
