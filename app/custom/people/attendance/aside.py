"""Days that were reckoned, set aside in the database: the days of attendance are made of them there, not row by row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    false,
    insert,
    select,
    text,
)

from app.generated.attendance_day import AttendanceDay
from app.runtime.context import Context

SAID = (
    "day_kind", "shift_id", "due_min", "worked_min", "late_min", "early_min", "absent_min", "leave_min", "leave_type",
    "trip_min", "ot_workday_min", "ot_rest_min", "ot_holiday_min", "comp_min", "status",
)  # fmt: skip
"""Columns in which many days are alike."""
FROM_ARRAYS = text(
    "INSERT INTO _days_new SELECT * FROM unnest(CAST(:place AS int[]), CAST(:said AS int[]), CAST(:employee_id AS int[]),"
    " CAST(:date AS date[]), CAST(:in_at AS timestamptz[]), CAST(:out_at AS timestamptz[]))"
)
SQLITE_MOMENT = "%Y-%m-%d %H:%M:%S.000000"


class New(NamedTuple):
    """A day that is not there yet; `said`: the values of SAID."""

    employee_id: int
    date: dt.date
    in_at: dt.datetime | None
    out_at: dt.datetime | None
    said: tuple[Any, ...]


def _tables() -> tuple[MetaData, Table, Table]:
    """Made once, so that statements over them are compiled once; every connection has rows of its own in them."""
    known = MetaData()
    day: Any = AttendanceDay.__table__
    alike = Table(
        "_days_said", known, Column("place", Integer, primary_key=True),
        *(Column(name, day.c[name].type) for name in SAID), prefixes=["TEMPORARY"],
    )  # fmt: skip
    new = Table(
        "_days_new", known, Column("place", Integer, primary_key=True), Column("said", Integer),
        *(Column(name, day.c[name].type) for name in New._fields[:-1]), prefixes=["TEMPORARY"],
    )  # fmt: skip
    return known, alike, new


KNOWN, ALIKE, NEW = _tables()
SELECTED = (
    select(*(NEW.c[name] for name in New._fields[:-1]), *(ALIKE.c[name] for name in SAID), false().label("locked"))
    .join(ALIKE, ALIKE.c.place == NEW.c.said)
    .order_by(NEW.c.place)
)  # fmt: skip


@contextmanager
def days(ctx: Context, new: Sequence[New]) -> Iterator[Any]:
    """A SELECT of these days by column, in their order."""
    connection = ctx.session.connection()
    KNOWN.create_all(connection, checkfirst=False)
    places: dict[tuple[Any, ...], int] = {}
    said = [places.setdefault(one.said, len(places)) for one in new]
    connection.execute(
        insert(ALIKE),
        [
            {"place": place, **dict(zip(SAID, values, strict=True))}
            for values, place in places.items()
        ],
    )
    _fill(connection, new, said)
    yield SELECTED
    KNOWN.drop_all(connection, checkfirst=False)


def _fill(connection: Connection, new: Sequence[New], said: Sequence[int]) -> None:
    """Each day with its place, handed over as the database keeps it."""
    employees, dates, ins, outs, _ = zip(*new, strict=True)
    if connection.dialect.name == "postgresql":
        columns = (range(len(new)), said, employees, dates, ins, outs)
        arrays = {
            column.name: list(values) for column, values in zip(NEW.columns, columns, strict=True)
        }
        connection.execute(FROM_ARRAYS, arrays)
        return
    day = {date: date.isoformat() for date in set(dates)}
    moment = {at: at.strftime(SQLITE_MOMENT) for at in {*ins, *outs} if at is not None}
    rows = zip(
        range(len(new)), said, employees, map(day.__getitem__, dates), map(moment.get, ins), map(moment.get, outs),
        strict=True,
    )  # fmt: skip
    connection.exec_driver_sql("INSERT INTO _days_new VALUES (?, ?, ?, ?, ?, ?)", list(rows))
