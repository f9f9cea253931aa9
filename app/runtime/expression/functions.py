"""The few functions that both databases need under one name; on SQLite they are Python, on PostgreSQL SQL."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal, localcontext
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


class exact_product(GenericFunction[int]):  # noqa: N801
    """a × b. PostgreSQL would refuse a product beyond 64 bits, and the whole list with it."""

    type = BigInteger()
    inherit_cache = True
    name = "dougong_product"


class list_length(GenericFunction[int]):  # noqa: N801
    """How many values a JSON list holds."""

    type = Integer()
    inherit_cache = True
    name = "dougong_list_length"


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
    return f"round(({a})::numeric * 100000000 / NULLIF(({b})::numeric, 0))"


@compiles(exact_product, "postgresql")
def _product(element: Any, compiler: Any, **options: Any) -> str:
    a, b = (compiler.process(part, **options) for part in element.clauses)
    return f"(({a})::numeric * ({b}))"


@compiles(exact_product, "sqlite")
def _product_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    a, b = (compiler.process(part, **options) for part in element.clauses)
    return f"(({a}) * ({b}))"


@compiles(list_length)
def _list_length(element: Any, compiler: Any, **options: Any) -> str:
    (items,) = (compiler.process(part, **options) for part in element.clauses)
    return f"json_array_length({items})"


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
    return f"round(({value})::numeric / ({unit})::numeric)"


def install(connection: Any) -> None:
    """Give a new SQLite connection the functions."""
    connection.create_function("dougong_quotient", 2, _sqlite_quotient, deterministic=True)
    connection.create_function("dougong_local_date", 1, _sqlite_local_date)
    connection.create_function("dougong_days", 2, _sqlite_days, deterministic=True)
    connection.create_function("dougong_round", 2, _sqlite_round, deterministic=True)


def _sqlite_quotient(a: float | None, b: float | None) -> float | None:
    return None if a is None or not b else _divided(Decimal(a) * 10**8, Decimal(b))


def _sqlite_round(value: float | None, unit: int | None) -> float | None:
    return None if value is None or not unit else _divided(Decimal(value), Decimal(unit))


def _divided(a: Decimal, b: Decimal) -> float:
    """Half up away from zero. Beyond 64 bits a float, as SQLite's own arithmetic gives, not an error."""
    with localcontext(prec=60):
        whole = int((a / b).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return whole if abs(whole) < 2**63 else float(whole)


def _sqlite_local_date(moment: str | None) -> str | None:
    if moment is None:
        return None
    instant = dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)
    return clock.local(instant).date().isoformat()


def _sqlite_days(start: str | None, end: str | None) -> int | None:
    if start is None or end is None:
        return None
    return (dt.date.fromisoformat(end[:10]) - dt.date.fromisoformat(start[:10])).days
