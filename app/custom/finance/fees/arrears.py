"""Every night: late fees and the overdue flag of what is not paid, by a statement or two a chunk (3.1, domain.md §4.8)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Date, and_, case, cast, func, literal, or_, select
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
AT_ONCE = 5000
MILLION = 1_000_000


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
    """The bills that are past their due day, by id."""
    last, done = accrue(ctx, dt.date.fromisoformat(day), after=at.cursor or 0)
    return at.end(done=done) if last is None else at.on(last, done=done)


def accrue(
    ctx: Context, day: dt.date, *, after: int = 0, at_once: int = AT_ONCE
) -> tuple[int | None, int]:
    """Late fees until `day` of the next bills: (the last of them or None at the end, how many changed). In the open transaction."""
    ids = ctx.session.scalars(
        select(Bill.id)
        .where(
            Bill.id > after,
            Bill.state.in_(OPEN),
            Bill.due_on < day,
            Bill.deleted_at.is_(None),
        )
        .order_by(Bill.id)
        .limit(at_once)
    ).all()
    if not ids:
        return None, 0
    fee, overdue = _fee(day), _is_overdue(day)
    done = records.write_set(
        ctx,
        Bill,
        and_(
            Bill.id >= ids[0],
            Bill.id <= ids[-1],
            Bill.state.in_(OPEN),
            Bill.due_on < day,
            or_(Bill.overdue.is_distinct_from(overdue), as_is(Bill.late_fee, BigInteger) != fee),
        ),
        action="update",
        values={"late_fee": fee, "overdue": overdue},
        audit="late fees",
    )
    return (ids[-1] if len(ids) == at_once else None), done


def _of_item(column: Any) -> Any:
    return select(column).where(FeeItem.id == Bill.fee_item_id).correlate(Bill).scalar_subquery()


def _grace() -> Any:
    return _of_item(func.coalesce(FeeItem.grace_days, 0))


def _is_overdue(day: dt.date) -> Any:
    return days_between(Bill.due_on, literal(day, Date)) > _grace()


def _fee(day: dt.date) -> ColumnElement[int]:
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
            days > _grace(),
        )
        .correlate(Bill)
        .scalar_subquery()
    )
    principal = as_is(Bill.amount, BigInteger) - func.coalesce(as_is(Bill.discount, BigInteger), 0)
    until = days_between(Bill.due_on, literal(day, Date))
    open_days = case((until > _grace(), (principal - _bigint(of_paid)) * until), else_=0)
    rate = _of_item(func.coalesce(as_is(FeeItem.late_rate, BigInteger), 0))
    counted = ((_bigint(of_paid_days) + open_days) * rate + MILLION // 2) // MILLION
    cap = _of_item(func.coalesce(as_is(FeeItem.late_cap, BigInteger), -1))
    most = (principal * cap + 5_000) // 10_000
    capped = case((and_(cap >= 0, counted > most), most), else_=counted)
    rest = capped - func.coalesce(as_is(Bill.late_waived, BigInteger), 0)
    least = func.coalesce(as_is(Bill.late_paid, BigInteger), 0)
    return case((rest > least, rest), else_=least)


def _bigint(value: Any) -> Any:
    """PostgreSQL sums bigints to numeric."""
    return cast(value, BigInteger)
