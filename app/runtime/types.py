"""Column types that keep exact values on both databases: money, scaled decimals, UTC instants."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, Integer
from sqlalchemy.types import TypeDecorator, TypeEngine

RecordId = BigInteger().with_variant(Integer(), "sqlite")
"""A primary key: BIGINT, on SQLite INTEGER because only that one counts up by itself."""


class ScaledDecimal(TypeDecorator[Decimal]):
    """A Decimal stored as the integer value × 10^scale, rounded half up once. SQLite's NUMERIC is a float."""

    impl = BigInteger
    cache_ok = True

    def __init__(self, scale: int) -> None:
        super().__init__()
        self.scale = scale

    def process_bind_param(self, value: Any, dialect: Any) -> int | None:
        if value is None:
            return None
        scaled = Decimal(value).scaleb(self.scale)
        return int(scaled.quantize(Decimal(1), rounding=ROUND_HALF_UP))

    def process_result_value(self, value: Any, dialect: Any) -> Decimal | None:
        # PostgreSQL's sum(bigint) comes back as Decimal
        return None if value is None else Decimal(int(value)).scaleb(-self.scale)

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine[Any]:
        return self


class MoneyType(ScaledDecimal):
    """An amount in yuan (Decimal) stored in 分 (integer)."""

    cache_ok = True

    def __init__(self) -> None:
        super().__init__(2)


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An aware instant in Python, UTC in the database (SQLite keeps no zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Any) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone; store aware times only.")
        # In bulk most are UTC already, and saying so again is half of the cost.
        utc = value if value.tzinfo is dt.UTC else value.astimezone(dt.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: dt.datetime | None, dialect: Any) -> dt.datetime | None:
        if value is None:
            return None
        # PostgreSQL answers in the zone of its session.
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)
