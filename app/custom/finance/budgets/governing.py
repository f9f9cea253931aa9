"""Which budget answers for a cost (3.3): every amount counts in exactly one, the most specific active one that has its account.

Specific is first the department (its own, then those above it, then none), then the project. An account counts in the line of
itself or of the nearest account above it. Where no budget has the account, the most specific one answers with nothing in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import select

from app.custom.crm.locks import hold
from app.generated.account import Account
from app.generated.budget import Budget
from app.generated.budget_line import BudgetLine
from app.generated.department import Department
from app.runtime.context import Context

LOCK = 0x4247  # "BG"
GOVERNS = ("active",)


class Place(NamedTuple):
    """What a cost belongs to, by id."""

    department: int | None
    project: int | None
    account: int


@dataclass(frozen=True, slots=True)
class Governed:
    """The budget that answers, and the account of its line; `has`: whether it has that account at all."""

    budget: int
    control: str
    span: str
    account: int
    has: bool


@dataclass(slots=True)
class Plans:
    """The budgets of a year as they govern. Built by `plans`."""

    budgets: Sequence[Any]
    paths: dict[int, str | None]
    codes: dict[int, str]
    accounts: dict[int, dict[str, int]] = field(default_factory=dict)
    """Budget → code → id of the accounts that it has."""

    def fitting(self, place: Place) -> list[Any]:
        """The budgets that this place lies in, the most specific first."""
        path = (self.paths.get(place.department) if place.department is not None else None) or ""
        found = []
        for budget in self.budgets:
            own = self.paths.get(budget.department_id)
            if budget.department_id is not None and (own is None or not path.startswith(own)):
                continue
            if budget.project_id is not None and budget.project_id != place.project:
                continue
            found.append((-len(own or ""), budget.project_id is None, budget.id, budget))
        return [one[-1] for one in sorted(found, key=lambda one: one[:3])]

    def governing(self, place: Place) -> Governed | None:
        """Who answers for it; None where no budget does."""
        fitting = self.fitting(place)
        code = self.codes.get(place.account, "")
        for budget in fitting:
            line = self._line(budget.id, code)
            if line is not None:
                return Governed(budget.id, budget.control, budget.span, line, True)
        if not fitting:
            return None
        first = fitting[0]
        return Governed(first.id, first.control, first.span, place.account, False)

    def _line(self, budget: int, code: str) -> int | None:
        known = self.accounts.get(budget, {})
        while code:
            if code in known:
                return known[code]
            code = code[:-2]
        return None


def plans(
    ctx: Context,
    year: int,
    *,
    places: Iterable[Place] | None = None,
    states: Collection[str] = GOVERNS,
) -> Plans:
    """The budgets of the year that stand in `states`. Four statements, three where there are none.

    `places`: only the accounts of budgets that one of these lies in are looked up; None: all.
    """
    budgets = ctx.session.execute(
        select(Budget.id, Budget.department_id, Budget.project_id, Budget.control, Budget.span)
        .where(Budget.year == year, Budget.state.in_(states), Budget.deleted_at.is_(None))
        .order_by(Budget.id)
    ).all()
    if not budgets:
        return Plans((), {}, {})
    paths = dict(ctx.session.execute(select(Department.id, Department.path)).all())
    codes = dict(ctx.session.execute(select(Account.id, Account.code)).all())
    found = Plans(budgets, paths, codes)
    wanted = {one.id for one in budgets}
    if places is not None:
        wanted = {one.id for place in set(places) for one in found.fitting(place)}
    rows = ctx.session.execute(
        select(BudgetLine.budget_id, BudgetLine.account_id)
        .where(BudgetLine.budget_id.in_(wanted), BudgetLine.deleted_at.is_(None))
        .distinct()
    )
    for budget, account in rows:
        found.accounts.setdefault(budget, {})[codes[account]] = account
    return found


def governing(ctx: Context, year: int, place: Place) -> Governed | None:
    """Who answers for this place at this moment."""
    return plans(ctx, year, places=[place]).governing(place)


def hold_year(ctx: Context, year: int) -> None:
    """Nobody else makes a budget of the year govern, or counts what was posted, until this transaction ends."""
    ctx.session.flush()
    hold(ctx, LOCK, year)


def lock(ctx: Context, budgets: Iterable[int]) -> dict[int, Budget]:
    """The budgets as they are now, in the order of their ids; nobody else moves their lines until this transaction ends."""
    ctx.session.flush()
    found = ctx.session.scalars(
        select(Budget)
        .where(Budget.id.in_(sorted(set(budgets))), Budget.deleted_at.is_(None))
        .order_by(Budget.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    return {one.id: one for one in found}


def lock_year(ctx: Context, year: int) -> list[int]:
    """All that governs in the year, locked: for what moves amounts from one budget to another."""
    hold_year(ctx, year)
    found = select(Budget.id).where(
        Budget.year == year, Budget.state.in_(GOVERNS), Budget.deleted_at.is_(None)
    )
    return sorted(lock(ctx, ctx.session.scalars(found).all()))


def held(ctx: Context, year: int, place: Place) -> Governed | None:
    """Who answers for this place, locked; the whole year where it does not have the account yet.

    A budget that was superseded while we waited answers no more: it is asked again.
    """
    while True:
        found = governing(ctx, year, place)
        if found is None:
            return None
        if not found.has:
            lock_year(ctx, year)
            found = governing(ctx, year, place)
        if found is None or lock(ctx, [found.budget])[found.budget].state in GOVERNS:
            return found
