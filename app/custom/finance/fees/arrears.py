"""Every night: late fees and the overdue flag of what is not paid, by a statement or two a chunk (3.1, domain.md §4.8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy import type_coerce as as_is
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from app.generated.bill import Bill
from app.generated.fee_item import FeeItem
from app.generated.payment_allocation import PaymentAllocation
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import Progress, chunked, schedule

from .balance import OPEN

JOB = "fees.late_fees"
AT_ONCE = 20_000
"""Bills a transaction."""
CHUNK = 5000
MILLION = 1_000_000
NO_CAP = 10**15
Place = list[Any]
"""How far a night has come, as plain JSON: [state]; [state, due day], which is done; [state, due day, id], done to that id."""


class days_between(FunctionElement[int]):  # noqa: N801 - reads like the SQL functions beside it
    """Whole days from the first date to the second."""

    type = BigInteger()
    inherit_cache = True


@compiles(days_between, "sqlite")
def _sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    start, end = (compiler.process(one, **kw) for one in element.clauses)
    return f"CAST(julianday({end}) - julianday({start}) AS INTEGER)"


@compiles(days_between, "postgresql")
def _postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    start, end = (compiler.process(one, **kw) for one in element.clauses)
    return f"CAST({end} - {start} AS BIGINT)"


class greater(FunctionElement[int]):  # noqa: N801 - as above
    """The greater of two numbers, each worked out once."""

    type = BigInteger()
    inherit_cache = True


class smaller(FunctionElement[int]):  # noqa: N801 - as above
    """The smaller of two numbers, each worked out once."""

    type = BigInteger()
    inherit_cache = True


for _element, _names in ((greater, ("max", "greatest")), (smaller, ("min", "least"))):
    for _dialect, _name in zip(("sqlite", "postgresql"), _names, strict=True):

        @compiles(_element, _dialect)
        def _called(element: Any, compiler: Any, _name: str = _name, **kw: Any) -> str:
            return f"{_name}({compiler.process(element.clauses, **kw)})"


@schedule(
    "fees.nightly",
    cron="0 20 0 * * *",
    label=message(zh="启动每夜的违约金与逾期更新", en="Begin the nightly late fees"),
)
def every_night(ctx: Context) -> None:
    """At twenty past midnight, for the day that begins."""
    ctx.enqueue(JOB, key=f"{ctx.today}", day=ctx.today.isoformat())


@chunked(JOB, label=message(zh="更新违约金与逾期", en="Late fees and what is overdue"))
def late_fees(ctx: Context, at: Progress, *, day: str) -> Progress:
    """The bills that are past their due day, by state, due day and id."""
    last, done = accrue(ctx, dt.date.fromisoformat(day), after=at.cursor)
    return at.end(done=done) if last is None else at.on(last, done=done)


def accrue(
    ctx: Context, day: dt.date, *, after: Place | None = None, at_once: int = AT_ONCE
) -> tuple[Place | None, int]:
    """Late fees until `day` of the next bills: (how far that is or None at the end, how many changed). In the open transaction."""
    these, place = _next(ctx, day, after or [OPEN[0]], at_once)
    terms = _Terms(ctx)
    fee, overdue = _fee(day, terms), _is_overdue(day, terms)
    changed = or_(Bill.overdue.is_distinct_from(overdue), as_is(Bill.late_fee, BigInteger) != fee)
    done = records.write_set(
        ctx,
        Bill,
        and_(*these, changed),
        action="update",
        values={"late_fee": fee, "overdue": overdue},
        audit="late fees",
        chunk=CHUNK,
    )
    return place, done


def _next(
    ctx: Context, day: dt.date, after: Place, at_once: int
) -> tuple[list[ColumnElement[bool]], Place | None]:
    """Which bills come next, and what is done with them. As the index (state, due day) leads: whole days, or a part of one day.

    A bill run makes millions that are due on one day. A range of ids within a day is found at once; one of (day, id) would read
    that day from its beginning for every chunk.
    """
    state, *since = after
    these = [Bill.state == state, Bill.due_on < day]
    if len(since) == 2:
        due, id = dt.date.fromisoformat(since[0]), since[1]
        these = [Bill.state == state, Bill.due_on == due, Bill.id > id]
        look = select(Bill.id).where(*these).order_by(Bill.id)
        last = ctx.session.scalar(look.offset(at_once - 1).limit(1))
        if last is None:
            return these, [state, since[0]]
        return [*these, Bill.id <= last], [state, since[0], last]
    if since:
        these.append(Bill.due_on > dt.date.fromisoformat(since[0]))
    days = select(Bill.due_on).where(*these).order_by(Bill.due_on)
    end = ctx.session.scalar(days.offset(at_once - 1).limit(1))
    if end is None:
        rest = OPEN[OPEN.index(state) + 1 :]
        return these, [rest[0]] if rest else None
    if ctx.session.scalar(days.limit(1)) == end:
        return _next(ctx, day, [state, end.isoformat(), 0], at_once)
    return [*these, Bill.due_on < end], [state, (end - dt.timedelta(days=1)).isoformat()]


class _Terms:
    """What the fee items say, as expressions of a bill: read once, where a look at the item for each bill took most of the night."""

    def __init__(self, ctx: Context) -> None:
        items = ctx.session.execute(
            select(
                FeeItem.id, as_is(FeeItem.late_rate, BigInteger).label("rate"),
                as_is(FeeItem.late_cap, BigInteger).label("cap"), FeeItem.grace_days.label("grace"),
            ).where(or_(FeeItem.late_rate > 0, FeeItem.grace_days > 0))
        ).all()  # fmt: skip
        self.grace = _of_bill({item.id: item.grace for item in items if item.grace}, 0)
        self.rate = _of_bill({item.id: item.rate for item in items if item.rate}, 0)
        self.cap = _of_bill({item.id: item.cap for item in items if item.cap is not None}, -1)


def _of_bill(values: Mapping[int, int], otherwise: int) -> ColumnElement[int]:
    last = literal(otherwise, BigInteger)
    if not values:
        return last
    known = {id: literal(value, BigInteger) for id, value in values.items()}
    return case(known, value=Bill.fee_item_id, else_=last)


def _is_overdue(day: dt.date, terms: _Terms) -> Any:
    return days_between(Bill.due_on, literal(day, Date)) > terms.grace


def _fee(day: dt.date, terms: _Terms) -> ColumnElement[int]:
    """`late.accrued` in integers: 分 × days × millionths, rounded once; the tests hold the two against each other."""
    paid = PaymentAllocation
    of_paid = (
        select(
            func.coalesce(func.sum(as_is(paid.amount, BigInteger)), 0).label("amount"),
        )
        .where(paid.bill_id == Bill.id, paid.part == "principal", paid.deleted_at.is_(None))
        .correlate(Bill)
        .scalar_subquery()
    )
    days = days_between(Bill.due_on, paid.on)
    of_paid_days = (
        select(func.coalesce(func.sum(as_is(paid.amount, BigInteger) * days), 0))
        .where(
            paid.bill_id == Bill.id,
            paid.part == "principal",
            paid.deleted_at.is_(None),
            days > terms.grace,
        )
        .correlate(Bill)
        .scalar_subquery()
    )
    principal = as_is(Bill.amount, BigInteger) - func.coalesce(as_is(Bill.discount, BigInteger), 0)
    until = days_between(Bill.due_on, literal(day, Date))
    open_days = case((until > terms.grace, (principal - _bigint(of_paid)) * until), else_=0)
    counted = ((_bigint(of_paid_days) + open_days) * terms.rate + MILLION // 2) // MILLION
    most = (principal * terms.cap + 5_000) // 10_000
    capped = smaller(counted, case((terms.cap >= 0, most), else_=literal(NO_CAP, BigInteger)))
    rest = capped - func.coalesce(as_is(Bill.late_waived, BigInteger), 0)
    return greater(rest, func.coalesce(as_is(Bill.late_paid, BigInteger), 0))


def _bigint(value: Any) -> Any:
    """PostgreSQL sums bigints to numeric."""
    return cast(value, BigInteger)
