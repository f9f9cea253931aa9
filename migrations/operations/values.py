"""Values: filled in, worked out, rescaled; and the moments that they may hold."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

from migrations.operations.sql import current, execute, first_ids, listed, quoted, refuse

Moment = dt.date | dt.time | dt.datetime


def fill(table: str, column: str, value: str | Moment, **moments: Moment) -> None:
    """Give rows without a value this one; `value` is SQL, where `:name` is one of the moments.

    Moments are no SQL text: SQLite must hold them exactly as the application writes them, or they
    would neither sort nor compare with its own.
    """
    if not isinstance(value, str):
        fill(table, column, ":moment", moment=value)
        return
    known = "|".join(moments) or "(?!)"
    # A colon in a literal is no parameter.
    text = re.sub(rf":(?!(?:{known})\b)", r"\:", value)
    statement = sa.text(
        f"UPDATE {quoted(table)} SET {quoted(column)} = {text} WHERE {quoted(column)} IS NULL"
    )
    typed = [sa.bindparam(name, each, type_=_type(each)) for name, each in moments.items()]
    op.get_bind().execute(statement.bindparams(*typed))
    if current().is_rehearsal:
        _note_filled(table, column)


def recompute(table: str, *columns: str) -> None:
    """Have the formulas, lookups and aggregates in these columns worked out when all tables are as they shall be."""
    current().recompute += [(table, column) for column in columns]


def _note_filled(table: str, column: str) -> None:
    """What a rehearsal shows of a filled column: how many rows got a value, and the first of them."""
    name = quoted(column)
    given = execute(f"SELECT count({name}) FROM {quoted(table)}").scalar_one()
    empty = execute(f"SELECT count(*) FROM {quoted(table)} WHERE {name} IS NULL").scalar_one()
    query = f"SELECT id, {name} AS value FROM {quoted(table)} WHERE {name} IS NOT NULL ORDER BY id LIMIT 3"
    rows = execute(query).all()
    current().filled.append(
        (f"{table}.{column}", given, empty, [(row.id, str(row.value)) for row in rows])
    )


def now() -> dt.datetime:
    """The moment of the migration."""
    return dt.datetime.now(dt.UTC)


def today(timezone: str) -> dt.date:
    """The date in the application's time zone; the database's own would be that of UTC."""
    return dt.datetime.now(ZoneInfo(timezone)).date()


def a_datetime(text: str) -> dt.datetime:
    """ISO with its offset."""
    return dt.datetime.fromisoformat(text).astimezone(dt.UTC)


def a_time(text: str) -> dt.time:
    """ISO."""
    return dt.time.fromisoformat(text)


def _type(value: Moment) -> sa.types.TypeEngine[Any]:
    if isinstance(value, dt.datetime):
        return sa.DateTime(timezone=True)
    return sa.Time() if isinstance(value, dt.time) else sa.Date()


def rescale(table: str, column: str, *, by: int, where: str) -> None:
    """Move the point of a stored whole number `by` digits; refused where digits would be lost."""
    name = quoted(column)
    if by > 0:
        execute(f"UPDATE {quoted(table)} SET {name} = {name} * {10**by}")
        return
    factor = 10**-by
    rows = first_ids(table, f"{name} % {factor} <> 0")
    if rows:
        refuse(
            f"{where}: {listed(rows)} 的小数位会丢失；请先修改这些记录"
            f" / {where}: digits would be lost in {listed(rows)}; change these records first."
        )
    execute(f"UPDATE {quoted(table)} SET {name} = {name} / {factor}")
