"""Two years of what was posted, month by month, for a budget that is drafted (domain.md §4.11)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from app.generated.account import Account
from app.generated.budget import Budget
from app.runtime.context import Context

from . import governing, posted
from .formulas import NOTHING

DRAFTED = ("draft", "submitted", "finance_review", "approved", "active")
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Window:
    """Twelve whole months, or those of them that the books have; both ends counted (2026-01)."""

    first: str
    last: str

    @property
    def periods(self) -> list[str]:
        found, at = [], number(self.first)
        while at <= number(self.last):
            found.append(name(at))
            at += 1
        return found

    @property
    def is_whole(self) -> bool:
        return len(self.periods) == MONTHS


@dataclass(frozen=True, slots=True)
class Moved:
    """An account and what was posted on it: period → yuan on its normal side."""

    id: int
    code: str
    name: str
    income: bool
    amounts: dict[str, Decimal]

    def parts(self, window: Window) -> list[Decimal]:
        """A whole window from January to December, whatever month it begins in; else as it comes."""
        periods = window.periods
        if window.is_whole:
            periods = sorted(periods, key=lambda one: one[5:])
        return [self.amounts.get(one, NOTHING) for one in periods]


def number(period: str) -> int:
    """2026-01 → months since the year 0."""
    return int(period[:4]) * 12 + int(period[5:7]) - 1


def name(at: int) -> str:
    """The period of a number of months."""
    return f"{at // 12:04d}-{at % 12 + 1:02d}"


def windows(year: int, today: str, first: str | None) -> tuple[Window | None, Window | None]:
    """(the last twelve whole months before the year and before this month, the twelve before those). Pure.

    `today`: this month; `first`: the first month that the books have. The former may be cut short by it; the latter is
    whole, or None.
    """
    end = min(number(f"{year - 1}-12"), number(today) - 1)
    if first is None or number(first) > end:
        return None, None
    begin = max(end - MONTHS + 1, number(first))
    last = Window(name(begin), name(end))
    earlier = end - 2 * MONTHS + 1
    if earlier < number(first):
        return last, None
    return last, Window(name(earlier), name(end - MONTHS))


def accounts(ctx: Context, budget: Budget, first: str, last: str) -> list[Moved]:
    """The accounts that this budget would have answered for, by code.

    Departments and projects with a budget of their own for the year are left out. Income is for budgets without a
    department: departments spend.
    """
    plans = governing.plans(ctx, budget.year, places=(), states=DRAFTED)
    plans.accounts.clear()
    own = {
        one.id
        for one in plans.budgets
        if (one.department_id, one.project_id) == (budget.department_id, budget.project_id)
    }
    sums: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for row in posted.between(ctx, first, last):
        if row.income and budget.department_id is not None:
            continue
        answers = plans.governing(row.place)
        if answers is not None and answers.budget in own:
            sums[row.place.account][row.period] += row.amount
    rows = ctx.session.execute(
        select(Account.id, Account.code, Account.name, Account.direction)
        .where(Account.id.in_(sums), Account.active.is_not(False), Account.deleted_at.is_(None))
        .order_by(Account.code)
    )
    return [
        Moved(row.id, row.code, row.name, row.direction == "cr", dict(sums[row.id])) for row in rows
    ]
