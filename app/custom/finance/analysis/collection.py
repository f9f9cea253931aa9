"""Collection rates by project and period, with the lists behind each amount (3.5, O13.1). Three statements, whatever the bills."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import and_, case, func, select, type_coerce

from app.custom.finance.books import periods, sums
from app.generated.bill import Bill
from app.generated.payment_allocation import PaymentAllocation
from app.runtime.context import Context
from app.runtime.types import MoneyType

from .ratios import NOTHING, Collection

Pair = tuple[str, str]
OPEN = ("open", "partial")


@dataclass(frozen=True, slots=True)
class Month:
    """A period of bills, and the day up to which payments count: its last one, or today while it goes on."""

    period: str
    first: dt.date
    until: dt.date

    @classmethod
    def of(cls, period: str, today: dt.date) -> Month:
        first, last = periods.span(period)
        return cls(period, first, min(last, today) if today >= first else last)

    def is_now(self, bill: Any) -> Any:
        return bill.period == self.period

    def is_before(self, bill: Any) -> Any:
        return and_(bill.period != self.period, bill.period_from < self.first)

    @property
    def now(self) -> list[Pair]:
        """The same as filters of a list of bills."""
        return [("period", self.period), ("standing", "true")]

    @property
    def before(self) -> list[Pair]:
        return [
            ("period__ne", self.period),
            ("period_from__lt", f"{self.first}"),
            ("standing", "true"),
        ]


def by_project(ctx: Context, month: Month) -> dict[int, Collection]:
    """Project → its collection in the period."""
    billed = _billed(ctx, month)
    owed = _still_open(ctx, month)
    came = _came(ctx, month)
    return {
        project: Collection(
            billed.get(project, NOTHING),
            came.get(project, (NOTHING, NOTHING, NOTHING))[0],
            owed.get(project, NOTHING) + came.get(project, (NOTHING, NOTHING, NOTHING))[1],
            came.get(project, (NOTHING, NOTHING, NOTHING))[2],
        )
        for project in {*billed, *owed, *came}
    }


def _billed(ctx: Context, month: Month) -> dict[int, Decimal]:
    rows = ctx.session.execute(
        select(Bill.project_id, sums.difference(Bill.amount, Bill.discount))
        .where(month.is_now(Bill), Bill.standing.is_(True), Bill.deleted_at.is_(None))
        .group_by(Bill.project_id)
    )
    return dict(rows.all())


def _still_open(ctx: Context, month: Month) -> dict[int, Decimal]:
    """Project → what earlier bills ask for now."""
    rows = ctx.session.execute(
        select(Bill.project_id, sums.total(Bill.balance))
        .where(
            month.is_before(Bill),
            Bill.state.in_(OPEN),
            Bill.standing.is_(True),
            Bill.deleted_at.is_(None),
        )
        .group_by(Bill.project_id)
    )
    return dict(rows.all())


def _came(ctx: Context, month: Month) -> dict[int, tuple[Decimal, Decimal, Decimal]]:
    """Project → (of the period's bills up to the day, of earlier ones since its first day, of these up to the day)."""
    of = PaymentAllocation
    now, before = month.is_now(Bill), month.is_before(Bill)
    in_time = of.on <= month.until
    rows = ctx.session.execute(
        select(
            Bill.project_id,
            _sum(and_(now, in_time)),
            _sum(and_(before, of.on >= month.first)),
            _sum(and_(before, of.on >= month.first, in_time)),
        )
        .join(Bill, Bill.id == of.bill_id)
        .where(
            of.part == "principal",
            of.deleted_at.is_(None),
            Bill.standing.is_(True),
            Bill.deleted_at.is_(None),
            now | and_(before, of.on >= month.first),
        )
        .group_by(Bill.project_id)
    )
    return {project: (one, two, three) for project, one, two, three in rows}


def _sum(condition: Any) -> Any:
    found = case((condition, PaymentAllocation.amount), else_=None)
    return type_coerce(func.coalesce(func.sum(found), 0), MoneyType())


# -- the lists behind --------------------------------------------------------------------------------


def _of(project: int | None) -> list[Pair]:
    return [("project", str(project))] if project is not None else []


def billed_url(month: Month, project: int | None) -> str:
    """The bills of the period."""
    return _list("bill", [*month.now, *_of(project)])


def collected_url(month: Month, project: int | None) -> str:
    """What came in on them up to the day."""
    return _allocations(month.now, project, [("on__lte", f"{month.until}")])


def still_open_url(month: Month, project: int | None) -> str:
    """Earlier bills that are open still."""
    return _list("bill", [*month.before, ("state__in", ",".join(OPEN)), *_of(project)])


def since_url(month: Month, project: int | None) -> str:
    """What came in on earlier bills since the first day: it was owed then."""
    return _allocations(month.before, project, [("on__gte", f"{month.first}")])


def recovered_url(month: Month, project: int | None) -> str:
    """The same up to the day."""
    span = [("on__gte", f"{month.first}"), ("on__lte", f"{month.until}")]
    return _allocations(month.before, project, span)


def _allocations(bills: Sequence[Pair], project: int | None, more: Sequence[Pair]) -> str:
    whose = [(f"bill.{key}", value) for key, value in [*bills, *_of(project)]]
    return _list("payment_allocation", [("part", "principal"), *whose, *more])


def _list(entity: str, pairs: Sequence[Pair]) -> str:
    return f"/{entity}/list/?{urlencode(pairs)}"
