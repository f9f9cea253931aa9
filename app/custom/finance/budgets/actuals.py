"""The actual of budget lines: kept as vouchers are posted, by hand or by rule; reckoned anew from the vouchers at will (3.3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

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
    if voucher.event in posted.CLOSINGS:
        return
    found = posted.of_voucher(ctx, voucher.id)
    if not found:
        return
    year = int(found[0].period[:4])
    governing.hold_year(ctx, year)
    moved = spots(ctx, year, found)
    governing.lock(ctx, {spot.budget for spot in moved})
    lines.move(ctx, "actual", moved, audit=AUDIT)


def spots(ctx: Context, year: int, found: Iterable[Posted]) -> dict[Spot, Decimal]:
    """The lines that answer for what was posted in a year, and what counts in each."""
    rows = list(found)
    plans = governing.plans(ctx, year, places={row.place for row in rows})
    moved: dict[Spot, Decimal] = defaultdict(Decimal)
    for row in rows:
        line = plans.governing(row.place)
        # What the budget does not plan at all is no line of it; the variance shows it as unplanned.
        if line is not None and line.has:
            moved[Spot(line.budget, line.account, row.month)] += row.amount
    return moved


@dataclass(frozen=True, slots=True)
class Drift:
    """A line whose figure is not what the vouchers or expenses say."""

    spot: Spot
    column: str
    stored: Decimal
    right: Decimal


def drift(ctx: Context, year: int, *, mend: bool = False) -> list[Drift]:
    """Where actual and committed of the year's active budgets differ from vouchers and expenses; mended if asked.

    A constant number of statements. Nobody posts or asks for an expense of the year meanwhile.
    """
    budgets = governing.lock_year(ctx, year)
    right = {
        "actual": spots(ctx, year, posted.between(ctx, f"{year}-01", f"{year}-12")),
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
