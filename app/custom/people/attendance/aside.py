"""Days that were reckoned, set aside in the database: there they are compared with those that are kept, and new ones made."""

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
    and_,
    bindparam,
    exists,
    false,
    insert,
    or_,
    select,
    text,
    true,
)

from app.generated.attendance_adjustment import AttendanceAdjustment
from app.generated.attendance_day import AttendanceDay
from app.runtime.context import Context

SAID = (
    "day_kind", "shift_id", "due_min", "worked_min", "late_min", "early_min", "absent_min", "leave_min", "leave_type",
    "trip_min", "ot_workday_min", "ot_rest_min", "ot_holiday_min", "comp_min", "status",
)  # fmt: skip
"""Columns in which many days are alike."""
MOMENTS = ("in_at", "out_at")
NAMES = (*MOMENTS, *SAID)
"""Columns of a day that reckoning fills."""
FROM_ARRAYS = text(
    "INSERT INTO _days_given SELECT * FROM unnest(CAST(:place AS int[]), CAST(:said AS int[]), CAST(:employee_id AS int[]),"
    " CAST(:date AS date[]), CAST(:in_at AS timestamptz[]), CAST(:out_at AS timestamptz[]))"
)
SQLITE_MOMENT = "%Y-%m-%d %H:%M:%S.000000"


class Day(NamedTuple):
    """A day as it was reckoned; `said`: the values of SAID."""

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
    given = Table(
        "_days_given", known, Column("place", Integer, primary_key=True), Column("said", Integer),
        *(Column(name, day.c[name].type) for name in Day._fields[:-1]), prefixes=["TEMPORARY"],
    )  # fmt: skip
    return known, alike, given


KNOWN, ALIKE, GIVEN = _tables()
DAY: Any = AttendanceDay.__table__
ALL = (
    select(*(GIVEN.c[name] for name in Day._fields[:-1]), *(ALIKE.c[name] for name in SAID), false().label("locked"))
    .join(ALIKE, ALIKE.c.place == GIVEN.c.said)
    .order_by(GIVEN.c.place)
)  # fmt: skip
# The ranges say nothing new: PostgreSQL knows nothing of a temporary table, and would read every day there ever was.
_SAME = and_(
    DAY.c.employee_id == GIVEN.c.employee_id,
    DAY.c.date == GIVEN.c.date,
    DAY.c.deleted_at.is_(None),
    DAY.c.employee_id.between(bindparam("lowest"), bindparam("highest")),
    DAY.c.date.between(bindparam("first"), bindparam("last")),
)
_OTHER = or_(
    *(DAY.c[name].is_distinct_from(GIVEN.c[name]) for name in MOMENTS),
    *(DAY.c[name].is_distinct_from(ALIKE.c[name]) for name in SAID),
)
# A locked day that is as it was may have been another in between: the line that said so is brought back in step.
_CORRECTED = exists().where(
    AttendanceAdjustment.employee_id == GIVEN.c.employee_id,
    AttendanceAdjustment.date == GIVEN.c.date,
    AttendanceAdjustment.deleted_at.is_(None),
)
MISSING = ALL.outerjoin(DAY, _SAME).where(DAY.c.id.is_(None))
DIFFERENT = (
    select(GIVEN.c.place, DAY.c.id, DAY.c.locked, *(DAY.c[name] for name in NAMES))
    .join(ALIKE, ALIKE.c.place == GIVEN.c.said)
    .outerjoin(DAY, _SAME)
    .where(or_(DAY.c.id.is_(None), _OTHER, and_(DAY.c.locked.is_(true()), _CORRECTED)))
    .order_by(GIVEN.c.place)
)


@contextmanager
def days(ctx: Context, given: Sequence[Day]) -> Iterator[dict[str, Any]]:
    """They stand in the tables that ALL, MISSING and DIFFERENT read; the values that the last two ask for."""
    connection = ctx.session.connection()
    KNOWN.create_all(connection, checkfirst=False)
    places: dict[tuple[Any, ...], int] = {}
    said = [places.setdefault(one.said, len(places)) for one in given]
    connection.execute(
        insert(ALIKE),
        [
            {"place": place, **dict(zip(SAID, values, strict=True))}
            for values, place in places.items()
        ],
    )
    _fill(connection, given, said)
    people, dates = [one.employee_id for one in given], {one.date for one in given}
    yield {"lowest": min(people), "highest": max(people), "first": min(dates), "last": max(dates)}
    KNOWN.drop_all(connection, checkfirst=False)


def _fill(connection: Connection, given: Sequence[Day], said: Sequence[int]) -> None:
    """Each day with its place, handed over as the database keeps it."""
    employees, dates, ins, outs, _ = zip(*given, strict=True)
    if connection.dialect.name == "postgresql":
        columns = (range(len(given)), said, employees, dates, ins, outs)
        arrays = {
            column.name: list(values) for column, values in zip(GIVEN.columns, columns, strict=True)
        }
        connection.execute(FROM_ARRAYS, arrays)
        return
    day = {date: date.isoformat() for date in set(dates)}
    moment = {at: at.strftime(SQLITE_MOMENT) for at in {*ins, *outs} if at is not None}
    rows = zip(
        range(len(given)), said, employees, map(day.__getitem__, dates), map(moment.get, ins), map(moment.get, outs),
        strict=True,
    )  # fmt: skip
    connection.exec_driver_sql("INSERT INTO _days_given VALUES (?, ?, ?, ?, ?, ?)", list(rows))
