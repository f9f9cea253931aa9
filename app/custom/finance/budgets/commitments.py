"""What expenses hold of budgets until they are posted or refused (3.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from decimal import Decimal

from sqlalchemy import func, select

from app.generated.budget_line import BudgetLine
from app.generated.expense import Expense
from app.runtime import records
from app.runtime.context import Context

from . import governing, lines
from .formulas import NOTHING
from .governing import Place
from .lines import Spot

AUDIT = "commitments of budgets"
WAITING = ("submitted", "dept_approved", "finance_checked", "paid")
"""An expense holds its amount from submission until its voucher is posted."""


def net(expense: Expense) -> Decimal:
    """What it costs, in yuan: gross less the VAT that is deducted."""
    return expense.gross - (expense.vat or NOTHING)


def spots(ctx: Context, budgets: Collection[int]) -> dict[Spot, Decimal]:
    """Line → what expenses that wait hold of it. One statement."""
    money = Expense.gross.type
    rows = ctx.session.execute(
        select(
            BudgetLine.budget_id,
            BudgetLine.account_id,
            BudgetLine.month,
            func.sum(Expense.gross, type_=money).label("gross"),
            func.sum(Expense.vat, type_=money).label("vat"),
        )
        .join(BudgetLine, BudgetLine.id == Expense.budget_line_id)
        .where(
            BudgetLine.budget_id.in_(budgets),
            Expense.state.in_(WAITING),
            Expense.deleted_at.is_(None),
        )
        .group_by(BudgetLine.budget_id, BudgetLine.account_id, BudgetLine.month)
    )
    return {
        Spot(row.budget_id, row.account_id, row.month): row.gross - (row.vat or NOTHING)
        for row in rows
    }


def follow(ctx: Context, year: int) -> None:
    """Expenses of the year that wait go over to the budgets that answer for them now. The figures are mended afterwards.

    The caller holds the year (`governing.lock_year`). A constant number of statements.
    """
    found = ctx.session.execute(
        select(
            Expense.id,
            Expense.department_id,
            Expense.project_id,
            Expense.account_id,
            Expense.budget_line_id,
            Expense.spend_on,
        ).where(
            Expense.state.in_(WAITING),
            Expense.spend_on.between(dt.date(year, 1, 1), dt.date(year, 12, 31)),
            Expense.deleted_at.is_(None),
        )
    ).all()
    places = {row.id: Place(row.department_id, row.project_id, row.account_id) for row in found}
    plans = governing.plans(ctx, year, places=places.values())
    wanted: dict[int, Spot] = {}
    for row in found:
        line = plans.governing(places[row.id])
        if line is not None and line.has:
            wanted[row.id] = Spot(line.budget, line.account, row.spend_on.month)
    there = lines.made(ctx, wanted.values())
    moving = [
        {"id": row.id, "budget_line_id": there[wanted[row.id]].id}
        for row in found
        if row.id in wanted and there[wanted[row.id]].id != row.budget_line_id
    ]
    if moving:
        records.write_set(ctx, Expense, moving, action="each", audit=AUDIT)


def carry(ctx: Context, budget: int, year: int) -> None:
    """The budget ends: expenses that still wait are held by that of the year from its first month, or by none."""
    found = ctx.session.execute(
        select(Expense.id, Expense.department_id, Expense.project_id, Expense.account_id)
        .join(BudgetLine, BudgetLine.id == Expense.budget_line_id)
        .where(
            BudgetLine.budget_id == budget,
            Expense.state.in_(WAITING),
            Expense.deleted_at.is_(None),
        )
    ).all()
    places = {row.id: Place(row.department_id, row.project_id, row.account_id) for row in found}
    plans = governing.plans(ctx, year, places=places.values())
    wanted: dict[int, Spot] = {}
    for id, place in places.items():
        line = plans.governing(place)
        if line is not None and line.has:
            wanted[id] = Spot(line.budget, line.account, 1)
    there = lines.made(ctx, wanted.values())
    moving = [
        {"id": id, "budget_line_id": there[wanted[id]].id if id in wanted else None}
        for id in places
    ]
    if moving:
        records.write_set(ctx, Expense, moving, action="each", audit=AUDIT)
