"""Budget control of expenses (3.3): what is available, live while one types, and held under a lock when one asks.

look(ctx, place, day, asked)          reads: what the budget says to it
reserve(ctx, place, day, asked)       locks the budget and holds the amount; RuleViolation where the budget forbids it
release(ctx, {line: amount})          gives it back
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.generated.budget_line import BudgetLine
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import actuals, governing, lines
from .formulas import Room, months_of, verdict
from .governing import Governed, Place
from .lines import Spot


@dataclass(frozen=True, slots=True)
class Check:
    """What the budget says to a request of `asked` yuan in `month`; `span`: month, ytd or year."""

    governed: Governed
    month: int
    room: Room
    asked: Decimal

    @property
    def over(self) -> Decimal:
        return self.room.over(self.asked)

    @property
    def verdict(self) -> str:
        """ok, warn or block."""
        return verdict(self.governed.control, self.over)

    @property
    def months(self) -> range:
        return months_of(self.governed.span, self.month)

    def told(self) -> dict[str, Any]:
        """As it is kept on the expense; amounts as text in yuan."""
        return {
            "verdict": self.verdict,
            "budget": self.governed.budget,
            "account": self.governed.account,
            "control": self.governed.control,
            "from": self.months[0],
            "to": self.months[-1],
            "planned": f"{self.room.planned:.2f}",
            "adjusted": f"{self.room.adjusted:.2f}",
            "actual": f"{self.room.actual:.2f}",
            "committed": f"{self.room.committed:.2f}",
            "available": f"{self.room.available:.2f}",
            "asked": f"{self.asked:.2f}",
            "over": f"{self.over:.2f}",
        }


def look(ctx: Context, place: Place, day: dt.date, asked: Decimal) -> Check | None:
    """None where no active budget answers for it. Reads only."""
    found = governing.governing(ctx, day.year, place)
    return _check(ctx, found, day, asked) if found is not None else None


def _check(ctx: Context, found: Governed, day: dt.date, asked: Decimal) -> Check:
    months = months_of(found.span, day.month)
    room = lines.room(ctx, found.budget, found.account, months) if found.has else Room()
    return Check(found, day.month, room, asked)


def reserve(
    ctx: Context, place: Place, day: dt.date, asked: Decimal
) -> tuple[BudgetLine, Check] | None:
    """Hold so much of the budget until it is released or posted; two at once never hold more than there is.

    None where no budget answers. Raises RuleViolation (`over_budget`) where it is too much and the budget forbids that.
    """
    found = governing.held(ctx, day.year, place)
    if found is None:
        return None
    check = _check(ctx, found, day, asked)
    if check.verdict == "block":
        raise _too_much(check)
    spot = Spot(found.budget, found.account, day.month)
    if not found.has:
        # From now on the budget has this account: what was posted on it before counts in it, too.
        lines.made(ctx, [spot])
        actuals.drift(ctx, day.year, mend=True)
    lines.move(ctx, "committed", {spot: asked})
    return lines.made(ctx, [spot])[spot], check


def release(ctx: Context, held: Mapping[int, Decimal]) -> None:
    """Line → yuan that is free again."""
    rows = ctx.session.scalars(select(BudgetLine).where(BudgetLine.id.in_(held))).all()
    governing.lock(ctx, {row.budget_id for row in rows})
    freed = {Spot(row.budget_id, row.account_id, row.month): -held[row.id] for row in rows}
    lines.move(ctx, "committed", freed)


def _too_much(check: Check) -> RuleViolation:
    if not check.governed.has:
        return RuleViolation(
            "预算中没有该科目，不能提交：请先申请追加或调剂预算 / "
            "The budget does not have this account: ask for an addition or a transfer first.",
            field="gross",
            code="over_budget",
        )
    return RuleViolation(
        f"超出预算 {check.over:,.2f} 元（可用 {check.room.available:,.2f} 元），不能提交：请减少金额，或先申请调剂、追加预算 / "
        f"{check.over:,.2f} CNY over budget ({check.room.available:,.2f} available): ask for less, or for a transfer or an addition first.",
        field="gross",
        code="over_budget",
    )
