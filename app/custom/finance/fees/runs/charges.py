"""What is to be charged in a run: assignments with their unit or space and who pays, a chunk at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    BigInteger,
    and_,
    case,
    false,
    func,
    not_,
    null,
    or_,
    select,
    true,
    type_coerce,
)

from app.generated.bill import Bill
from app.generated.bill_run import BillRun
from app.generated.fee_assignment import FeeAssignment
from app.generated.occupancy import Occupancy
from app.generated.parking_space import ParkingSpace
from app.generated.unit import Unit
from app.runtime.context import Context

from ..formulas.payers import Stay


def raw(column: Any) -> Any:
    """The integer as it is stored: read a million times, made a Decimal once for each value that there is."""
    return type_coerce(column, BigInteger)


KEY = slice(6, 12)
"""Where the columns stand of which rows that pay the same have the same: area to discount."""
VACANT = "vacant"


def _pays(home: Any) -> Any:
    """Without statistics SQLite takes the index of payers, which has every home in it, and not the unit's: out of its sight."""
    return func.coalesce(home.payer, false()) == true()


def in_period(run: BillRun, first: dt.date, last: dt.date, *, once: bool = False) -> Any:
    """Assignments of the run's item and project that hold on some day of the cycle; `once`: those that begin in it."""
    of = FeeAssignment
    return and_(
        of.fee_item_id == run.fee_item_id,
        of.project_id == run.project_id,
        or_(of.state == "active", and_(of.state == "ended", of.to_on.is_not(None))),
        of.from_on <= last,
        or_(of.to_on.is_(None), of.to_on >= first),
        of.deleted_at.is_(None),
        *([of.from_on >= first] if once else []),
    )


def count(ctx: Context, which: Any) -> int:
    """How many assignments the run looks at."""
    return ctx.session.scalar(select(func.count()).select_from(FeeAssignment).where(which)) or 0


def chunk(
    ctx: Context,
    which: Any,
    first: dt.date,
    last: dt.date,
    *,
    after: int,
    at_once: int,
    until: int | None = None,
    odd: bool = False,
) -> list[Any]:
    """The next assignments by id. `customer`: who pays for the whole cycle, None where that must be looked at by days.

    `until`: the last that is wanted; `odd`: only those that must be looked at by days.
    `billed`: a bill of these days stands already; `whole`: it holds for the whole cycle. Integers as they are stored.
    """
    parts = _Parts(first, last)
    of, unit = FeeAssignment, Unit
    ctx.session.flush()
    statement = (
        parts.joined(
            select(
                of.id, of.unit_id, of.parking_id, parts.customer.label("customer"),
                _flag(parts.billed).label("billed"), _flag(parts.always).label("whole"),
                *_key(), parts.fixed.label("fixed"), of.from_on, of.to_on, unit.building_id,
            )
        )
        .where(
            which, of.id > after,
            *([of.id <= until] if until is not None else []),
            *([or_(not_(parts.always), parts.customer.is_(None))] if odd else []),
        )
        .order_by(of.id)
        .limit(at_once)
    )  # fmt: skip
    # Rows and no more, fetched at once: of the reading of a million the mapping, or a call for each, would be the greater part.
    return list(ctx.session.connection().execute(statement).all())


def equal(
    ctx: Context, which: Any, first: dt.date, last: dt.date, *, after: int, until: int
) -> list[Any]:
    """Of the assignments that somebody pays for the whole cycle and that have no bill yet: how many pay the same, and why.

    The columns of `KEY` stand where they stand in a row of `chunk`; `number` is the first.
    """
    parts = _Parts(first, last)
    of, unit = FeeAssignment, Unit
    ctx.session.flush()
    places = (null().label(f"_{place}") for place in range(4))
    rows = parts.joined(
        select(
            func.count().label("number"), next(places), next(places),
            func.min(parts.customer).label("customer"), *places, *_key(),
        )
    ).where(
        which, of.id > after, of.id <= until, parts.always, parts.customer.is_not(None), ~parts.billed
    ).group_by(
        # By the columns, not by what is made of them: parameters of an expression never are the same to PostgreSQL.
        unit.gross_area, unit.fee_coefficient, unit.kind, unit.state, of.override_price, of.discount
    )  # fmt: skip
    return list(ctx.session.connection().execute(rows).all())


def end_of(ctx: Context, which: Any, *, after: int, at_once: int) -> tuple[int | None, int]:
    """(the last of the next so many assignments, how many there are)."""
    some = (
        select(FeeAssignment.id)
        .where(which, FeeAssignment.id > after)
        .order_by(FeeAssignment.id)
        .limit(at_once)
        .subquery()
    )
    last, number = ctx.session.execute(select(func.max(some.c.id), func.count())).one()
    return last, number


def _key() -> list[Any]:
    """What decides how much is paid. The columns of `KEY`."""
    of, unit = FeeAssignment, Unit
    return [
        raw(unit.gross_area).label("area"), raw(unit.fee_coefficient).label("coefficient"),
        unit.kind.label("kind"), _flag(unit.state == VACANT).label("vacant"),
        raw(of.override_price).label("override"), raw(of.discount).label("discount"),
    ]  # fmt: skip


class _Parts:
    """What the statements over assignments share, for one cycle."""

    def __init__(self, first: dt.date, last: dt.date) -> None:
        of, home = FeeAssignment, Occupancy
        self.whole = and_(
            home.unit_id == of.unit_id,
            _pays(home),
            home.from_date <= first,
            or_(home.to_date.is_(None), home.to_date >= last),
            home.deleted_at.is_(None),
        )
        self.billed = (
            select(Bill.id)
            .where(
                Bill.assignment_id == of.id,
                Bill.standing.is_(True),
                Bill.period_from <= last,
                Bill.period_to >= first,
                Bill.deleted_at.is_(None),
            )
            .correlate(of)
            .exists()
        )
        self.always = and_(of.from_on <= first, or_(of.to_on.is_(None), of.to_on >= last))
        self.fixed = func.coalesce(of.customer_id, ParkingSpace.customer_id)
        self.customer = func.coalesce(of.customer_id, ParkingSpace.customer_id, home.customer_id)

    def joined(self, statement: Any) -> Any:
        of = FeeAssignment
        return (
            statement.select_from(of)
            .outerjoin(Unit, Unit.id == of.unit_id)
            .outerjoin(ParkingSpace, ParkingSpace.id == of.parking_id)
            .outerjoin(Occupancy, self.whole)
        )


def _flag(condition: Any) -> Any:
    return case((condition, 1), else_=0)


def stays(
    ctx: Context, units: Iterable[int], first: dt.date, last: dt.date
) -> dict[int, list[Stay]]:
    """Unit → its payers on days of the cycle."""
    found: dict[int, list[Stay]] = {}
    ids = sorted(set(units))
    for start in range(0, len(ids), 1000):
        rows = ctx.session.execute(
            select(Occupancy.unit_id, Occupancy.customer_id, Occupancy.from_date, Occupancy.to_date)
            .where(
                Occupancy.unit_id.in_(ids[start : start + 1000]),
                _pays(Occupancy),
                Occupancy.from_date <= last,
                or_(Occupancy.to_date.is_(None), Occupancy.to_date >= first),
                Occupancy.deleted_at.is_(None),
            )
            .order_by(Occupancy.unit_id, Occupancy.from_date)
        )
        for row in rows:
            found.setdefault(row.unit_id, []).append(
                Stay(row.customer_id, row.from_date, row.to_date)
            )
    return found
