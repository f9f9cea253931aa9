"""What was reckoned, set aside in the database: bills are made of it there, not row by row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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

from app.generated.bill import Bill
from app.generated.bill_run import BillRun
from app.runtime.context import Context

from .lines import Line, Reckoned

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
    connection.execute(
        insert(series),
        [
            {"place": n, **{name: getattr(one, name) for name in SAID}}
            for n, one in enumerate(found.series)
        ],
    )
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


def _fill(connection: Connection, lines: Sequence[Line]) -> None:
    """Each line with its place, handed over as it is: nothing in it needs a type."""
    if connection.dialect.name == "postgresql":
        columns = zip(*lines, strict=True)
        arrays = {name: list(column) for name, column in zip(Line._fields, columns, strict=True)}
        connection.execute(FROM_ARRAYS, {"place": list(range(len(lines))), **arrays})
        return
    rows = [(place, *line) for place, line in enumerate(lines)]
    connection.exec_driver_sql("INSERT INTO _bill_lines VALUES (?, ?, ?, ?, ?, ?)", rows)
