"""What was reckoned, set aside in the database: bills are made of it there, not row by row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    Table,
    insert,
    literal,
    select,
    text,
)
from sqlalchemy.types import TypeEngine

from app.generated.bill import Bill
from app.generated.bill_run import BillRun
from app.runtime.context import Context

from .lines import Line, Reckoned, Series

SAID = (
    "period_from", "period_to", "quantity", "unit_price", "amount", "tax_rate", "net", "vat", "calc",
)  # fmt: skip
"""Columns of a bill that its series says."""
FROM_ARRAYS = text(
    "INSERT INTO _bill_lines SELECT * FROM unnest(CAST(:place AS int[]), CAST(:series AS int[]),"
    " CAST(:assignment AS int[]), CAST(:unit AS int[]), CAST(:parking AS int[]), CAST(:customer AS int[]))"
)
NOTHING = ("discount", "paid", "late_fee", "late_paid", "late_waived", "invoiced")
"""Amounts that begin at zero."""


@contextmanager
def bills(ctx: Context, run: BillRun, due_on: dt.date, found: Reckoned) -> Iterator[Any]:
    """A SELECT of the new bills by column, in the order of the lines."""
    bill: Any = Bill.__table__
    known = MetaData()
    series = Table(
        "_bill_series", known, Column("place", Integer, primary_key=True),
        *(Column(name, bill.c[name].type) for name in SAID), prefixes=["TEMPORARY"],
    )  # fmt: skip
    lines = Table(
        "_bill_lines", known, Column("place", Integer, primary_key=True),
        *(Column(name, Integer) for name in ("series", "assignment", "unit", "parking", "customer")),
        prefixes=["TEMPORARY"],
    )  # fmt: skip
    connection = ctx.session.connection()
    known.create_all(connection, checkfirst=False)
    _keep(connection, series, found.series)
    _fill(connection, found.lines)
    same = {
        "run_id": run.id,
        "project_id": run.project_id,
        "fee_item_id": run.fee_item_id,
        "period": run.period,
        "standing": True,
        **dict.fromkeys(NOTHING, 0),
    }
    yield (
        select(
            lines.c.unit.label("unit_id"), lines.c.parking.label("parking_id"),
            lines.c.customer.label("customer_id"), lines.c.assignment.label("assignment_id"),
            *(series.c[name] for name in SAID), series.c.amount.label("balance"),
            literal(due_on, Date).label("due_on"),
            *(literal(value, bill.c[name].type).label(name) for name, value in same.items()),
        )
        .join(series, series.c.place == lines.c.series)
        .order_by(lines.c.place)
    )  # fmt: skip
    known.drop_all(connection, checkfirst=False)


def _keep(connection: Connection, table: Table, series: Sequence[Series]) -> None:
    """Each series with its place; on SQLite without a look at every parameter of every row, which took longer than the rest."""
    values = map(attrgetter(*SAID), series)
    rows = [(place, *row) for place, row in enumerate(values)]
    if connection.dialect.name == "postgresql":
        connection.execute(
            insert(table), [dict(zip(("place", *SAID), row, strict=True)) for row in rows]
        )
        return
    stored = [as_stored(connection, column.type) for column in table.columns]
    connection.exec_driver_sql(
        str(insert(table).compile(dialect=connection.dialect)),
        [tuple(one(value) for one, value in zip(stored, row, strict=True)) for row in rows],
    )


def as_stored(connection: Connection, type: TypeEngine[Any]) -> Callable[[Any], Any]:
    """What a value of this type is in the database; itself where nothing is to be done."""
    found = type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    return found if found is not None else _itself


def _itself(value: Any) -> Any:
    return value


def _fill(connection: Connection, lines: Sequence[Line]) -> None:
    """Each line with its place, handed over as it is: nothing in it needs a type."""
    if connection.dialect.name == "postgresql":
        columns = zip(*lines, strict=True)
        arrays = {name: list(column) for name, column in zip(Line._fields, columns, strict=True)}
        connection.execute(FROM_ARRAYS, {"place": list(range(len(lines))), **arrays})
        return
    rows = [(place, *line) for place, line in enumerate(lines)]
    connection.exec_driver_sql("INSERT INTO _bill_lines VALUES (?, ?, ?, ?, ?, ?)", rows)
