"""The actual of budget lines: kept as vouchers are posted, by hand or by rule; reckoned anew from the vouchers at will (3.3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from app.generated.budget_line import BudgetLine
from app.generated.voucher import Voucher, voucher_hooks
from app.runtime.context import Context

from . import commitments, governing, lines, posted
from .formulas import NOTHING
from .lines import Spot
from .posted import Posted

AUDIT = "actual of budgets"


@voucher_hooks.on_transition("post")
def count(voucher: Voucher, ctx: Context) -> None:
    """What the voucher spends or earns counts in the budgets that answer for it."""
    count_many([voucher.id], ctx)


@voucher_hooks.on_transition_many("post")
def count_many(ids: Sequence[int], ctx: Context) -> None:
    """What these spend or earn, by a constant number of statements for each year."""
    found = posted.of_vouchers(ctx, ids)
    for year, rows in groupby(found, lambda row: int(row.period[:4])):
        _count(ctx, year, list(rows))


def _count(ctx: Context, year: int, found: list[Posted]) -> None:
    governing.hold_year(ctx, year)
    counted = counts(ctx, year, found)
    if counted.unplanned:
        # A line that nobody planned may draw more than these vouchers to itself.
        drift(ctx, year, mend=True)
        return
    governing.lock(ctx, {spot.budget for spot in counted.planned})
    lines.move(ctx, "actual", counted.planned, audit=AUDIT)


@dataclass(frozen=True, slots=True)
class Counted:
    """Line → what counts in it; `unplanned`: lines that the budgets do not have yet, for costs that nobody planned."""

    planned: dict[Spot, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    unplanned: dict[Spot, Decimal] = field(default_factory=lambda: defaultdict(Decimal))


def counts(ctx: Context, year: int, found: Iterable[Posted]) -> Counted:
    """The lines that answer for what was posted in a year. Income that nobody planned is no matter of a budget."""
    rows = list(found)
    plans = governing.plans(ctx, year, places={row.place for row in rows})
    counted = Counted()
    for row in rows:
        line = plans.governing(row.place)
        if line is None or (row.income and not line.has):
            continue
        spot = Spot(line.budget, line.account, row.month)
        (counted.planned if line.has else counted.unplanned)[spot] += row.amount
    return counted


@dataclass(frozen=True, slots=True)
class Drift:
    """A line whose figure is not what the vouchers or expenses say."""

    spot: Spot
    column: str
    stored: Decimal
    right: Decimal


def drift(ctx: Context, year: int, *, mend: bool = False) -> list[Drift]:
    """Where actual and committed of the year's active budgets differ from vouchers and expenses; mended if asked.

    A constant number of statements, but for costs that nobody planned: mending makes their lines first. Nobody posts or asks for an expense of the year meanwhile.
    """
    budgets = governing.lock_year(ctx, year)
    rows = list(posted.between(ctx, f"{year}-01", f"{year}-12"))
    counted = counts(ctx, year, rows)
    while mend and counted.unplanned:
        lines.made(ctx, counted.unplanned)
        counted = counts(ctx, year, rows)
    right = {
        "actual": {**counted.planned, **counted.unplanned},
        "committed": commitments.spots(ctx, budgets),
    }
    there = _lines(ctx, budgets)
    found = []
    for column, wanted in right.items():
        for spot in sorted(set(wanted) | set(there)):
            line = there.get(spot)
            now = (getattr(line, column) or NOTHING) if line is not None else NOTHING
            if now != wanted.get(spot, NOTHING):
                found.append(Drift(spot, column, now, wanted.get(spot, NOTHING)))
    if mend:
        for column in right:
            changes = {one.spot: one.right - one.stored for one in found if one.column == column}
            lines.move(ctx, column, changes, audit=AUDIT)
    return found


def _lines(ctx: Context, budgets: list[int]) -> dict[Spot, BudgetLine]:
    rows = ctx.session.query(BudgetLine).where(
        BudgetLine.budget_id.in_(budgets), BudgetLine.deleted_at.is_(None)
    )
    return {Spot(row.budget_id, row.account_id, row.month): row for row in rows}
