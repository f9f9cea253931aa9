"""The few functions that both databases need under one name; on SQLite they are Python, on PostgreSQL SQL."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import BigInteger, Date, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from .. import clock


class exact_quotient(GenericFunction[int]):  # noqa: N801 - SQL functions are written in lower case
    """a / b × 10^8 rounded half up, as an integer; null when b is zero."""

    type = BigInteger()
    inherit_cache = True
    name = "dougong_quotient"


class local_date(GenericFunction[dt.date]):  # noqa: N801
    """The date of an instant in the application's time zone."""

    type = Date()
    inherit_cache = True
    name = "dougong_local_date"


class dougong_days(GenericFunction[int]):  # noqa: N801
    """Whole days from the first date to the second."""

    type = Integer()
    inherit_cache = True


class instr(GenericFunction[int]):  # noqa: N801
    """Where the second text begins in the first, from 1; 0 when it does not."""

    type = Integer()
    inherit_cache = True


class scaled_round(GenericFunction[int]):  # noqa: N801
    """value / unit rounded half up away from zero, as an integer."""

    type = BigInteger()
    inherit_cache = True
    name = "dougong_round"


@compiles(exact_quotient, "postgresql")
def _quotient(element: Any, compiler: Any, **options: Any) -> str:
    a, b = (compiler.process(part, **options) for part in element.clauses)
    return f"CAST(round(({a})::numeric * 100000000 / NULLIF(({b})::numeric, 0)) AS BIGINT)"


@compiles(local_date, "postgresql")
def _local_date(element: Any, compiler: Any, **options: Any) -> str:
    (moment,) = (compiler.process(part, **options) for part in element.clauses)
    return f"(({moment}) AT TIME ZONE '{clock.zone().key}')::date"


@compiles(dougong_days, "postgresql")
def _days(element: Any, compiler: Any, **options: Any) -> str:
    start, end = (compiler.process(part, **options) for part in element.clauses)
    return f"(({end})::date - ({start})::date)"


@compiles(instr, "postgresql")
def _instr(element: Any, compiler: Any, **options: Any) -> str:
    text, part = (compiler.process(piece, **options) for piece in element.clauses)
    return f"strpos({text}, {part})"


@compiles(scaled_round, "postgresql")
def _round(element: Any, compiler: Any, **options: Any) -> str:
    value, unit = (compiler.process(part, **options) for part in element.clauses)
    return f"CAST(round(({value})::numeric / ({unit})::numeric) AS BIGINT)"


def install(connection: Any) -> None:
    """Give a new SQLite connection the functions."""
    connection.create_function("dougong_quotient", 2, _sqlite_quotient, deterministic=True)
    connection.create_function("dougong_local_date", 1, _sqlite_local_date)
    connection.create_function("dougong_days", 2, _sqlite_days, deterministic=True)
    connection.create_function("dougong_round", 2, _sqlite_round, deterministic=True)


def _sqlite_quotient(a: int | None, b: int | None) -> int | None:
    if a is None or not b:
        return None
    return int((Decimal(a) * 10**8 / Decimal(b)).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _sqlite_round(value: int | None, unit: int | None) -> int | None:
    if value is None or not unit:
        return None
    return int((Decimal(value) / Decimal(unit)).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _sqlite_local_date(moment: str | None) -> str | None:
    if moment is None:
        return None
    instant = dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)
    return clock.local(instant).date().isoformat()


def _sqlite_days(start: str | None, end: str | None) -> int | None:
    if start is None or end is None:
        return None
    return (dt.date.fromisoformat(end[:10]) - dt.date.fromisoformat(start[:10])).days
