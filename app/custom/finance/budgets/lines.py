"""The lines of budgets as the system moves them: what is adjusted, committed, actual, and so what is available (3.3).

Whoever calls this holds the budgets (`governing.lock`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import func, select, tuple_

from app.generated.budget import Budget
from app.generated.budget_line import BudgetLine
from app.runtime import records
from app.runtime.context import Context

from .formulas import NOTHING, Room

AUDIT = "budget"
PART = 500


class Spot(NamedTuple):
    """A line: budget, account, month."""

    budget: int
    account: int
    month: int


def room(ctx: Context, budget: int, account: int, months: Collection[int]) -> Room:
    """What the lines of an account have over these months. One statement."""
    of = BudgetLine
    money = of.amount.type
    row = ctx.session.execute(
        select(
            func.sum(of.amount, type_=money),
            func.sum(of.adjusted, type_=money),
            func.sum(of.actual, type_=money),
            func.sum(of.committed, type_=money),
        ).where(
            of.budget_id == budget,
            of.account_id == account,
            of.month.in_(list(months)),
            of.deleted_at.is_(None),
        )
    ).one()
    return Room(*(one or NOTHING for one in row))


def at(ctx: Context, spots: Iterable[Spot]) -> dict[Spot, BudgetLine]:
    """The lines that there are, as they are now."""
    wanted = sorted(set(spots))
    found: dict[Spot, BudgetLine] = {}
    of = BudgetLine
    for start in range(0, len(wanted), PART):
        rows = ctx.session.scalars(
            select(of)
            .where(
                tuple_(of.budget_id, of.account_id, of.month).in_(wanted[start : start + PART]),
                of.deleted_at.is_(None),
            )
            .execution_options(populate_existing=True)
        )
        found |= {Spot(row.budget_id, row.account_id, row.month): row for row in rows}
    return found


def made(ctx: Context, spots: Iterable[Spot]) -> dict[Spot, BudgetLine]:
    """The same; a line that is not there is made with nothing in it."""
    wanted = set(spots)
    there = at(ctx, wanted)
    missing = sorted(wanted - set(there))
    if missing:
        records.write_set(
            ctx,
            BudgetLine,
            [
                {
                    "budget_id": one.budget,
                    "account_id": one.account,
                    "month": one.month,
                    **dict.fromkeys(
                        ("amount", "adjusted", "committed", "actual", "available"), NOTHING
                    ),
                }
                for one in missing
            ],
            action="make",
            audit=AUDIT,
        )
        there |= at(ctx, missing)
    return there


def move(
    ctx: Context,
    column: str,
    changes: Mapping[Spot, Decimal],
    *,
    audit: str = AUDIT,
) -> None:
    """Add to `adjusted`, `committed` or `actual` of these lines; what is available follows, and the budgets' actual."""
    changes = {spot: amount for spot, amount in changes.items() if amount}
    if not changes:
        return
    there = made(ctx, changes)
    put(
        ctx,
        column,
        {
            there[spot]: (getattr(there[spot], column) or NOTHING) + amount
            for spot, amount in changes.items()
        },
        audit=audit,
    )


def put(
    ctx: Context, column: str, values: Mapping[BudgetLine, Decimal], *, audit: str = AUDIT
) -> None:
    """Set the column of these lines; what is available follows, and the budgets' actual. Two statements and the log."""
    rows = []
    for line, value in sorted(values.items(), key=lambda one: one[0].id):
        now = {
            name: getattr(line, name) or NOTHING
            for name in ("amount", "adjusted", "actual", "committed")
        }
        now[column] = value
        left = Room(now["amount"], now["adjusted"], now["actual"], now["committed"]).available
        rows.append({"id": line.id, column: value, "available": left})
    if not rows:
        return
    budgets = {line.budget_id for line in values}
    records.write_set(ctx, BudgetLine, rows, action="each", audit=audit)
    if column == "actual":
        _sum_up(ctx, budgets, audit)


def _sum_up(ctx: Context, budgets: Collection[int], audit: str) -> None:
    of = BudgetLine
    sums = ctx.session.execute(
        select(of.budget_id, func.sum(of.actual, type_=of.actual.type).label("actual"))
        .where(of.budget_id.in_(budgets), of.deleted_at.is_(None))
        .group_by(of.budget_id)
        .order_by(of.budget_id)
    ).all()
    records.write_set(
        ctx,
        Budget,
        [{"id": row.budget_id, "actual": row.actual or NOTHING} for row in sums],
        action="each",
        audit=audit,
    )
