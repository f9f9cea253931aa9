"""Adjustments of a budget that governs (3.3, domain.md §3.11): transfers, additions, cuts; applied whole or not at all."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select

from app.generated.account import Account
from app.generated.budget import Budget
from app.generated.budget_adjustment import BudgetAdjustment, budget_adjustment_hooks
from app.generated.budget_adjustment_line import BudgetAdjustmentLine
from app.generated.budget_line import BudgetLine
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import actuals, governing, lines, posted
from .formulas import NOTHING, is_small
from .lines import Spot

AUDIT = "budget adjusted"


@budget_adjustment_hooks.check
def budget_governs(asked: BudgetAdjustment, ctx: Context) -> None:
    """Only what governs is adjusted; a draft is simply changed."""
    if ctx.operation.action == "create" or "budget" in ctx.changes:
        _must_govern(ctx.get(Budget, asked.budget_id), field="budget")


def _must_govern(budget: Budget, field: str = "") -> None:
    if budget.state not in governing.GOVERNS:
        raise RuleViolation(
            "只能调整执行中的预算：草稿可直接修改，已被替代的请改选新版次 / "
            "Only an active budget is adjusted: change a draft itself, and of a superseded one choose the new edition.",
            field=field,
            code="not_active",
        )


@budget_adjustment_hooks.on_transition("submit")
def is_in_order(asked: BudgetAdjustment, ctx: Context) -> None:
    """A transfer nets to nothing, an addition only adds, a cut only cuts; and what is taken is there to be taken."""
    budget = ctx.get(Budget, asked.budget_id)
    _must_govern(budget)
    changes = _changes(ctx, asked)
    _must_fit(asked.kind, changes)
    _must_be_plannable(ctx, changes)
    there = lines.at(ctx, changes)
    _must_be_there(ctx, changes, there)
    asked.small = _is_small(asked, budget, changes, there)


def _changes(ctx: Context, asked: BudgetAdjustment) -> dict[Spot, Decimal]:
    rows = ctx.session.scalars(
        select(BudgetAdjustmentLine)
        .where(
            BudgetAdjustmentLine.adjustment_id == asked.id,
            BudgetAdjustmentLine.deleted_at.is_(None),
        )
        .order_by(BudgetAdjustmentLine.id)
    )
    return {Spot(asked.budget_id, row.account_id, row.month): row.amount for row in rows}


def _must_fit(kind: str, changes: dict[Spot, Decimal]) -> None:
    amounts = list(changes.values())
    if not amounts or not all(amounts):
        raise RuleViolation(
            "请填写调整明细，金额不能为零 / Enter the lines of the adjustment, none of them zero.",
            field="lines",
            code="no_lines",
        )
    net = sum(amounts, NOTHING)
    if kind == "transfer" and net:
        raise RuleViolation(
            f"调剂须一增一减、净额为零（现为 {net:+,.2f} 元） / "
            f"A transfer nets to zero (it is {net:+,.2f} CNY).",
            field="lines",
            code="not_zero",
        )
    if kind == "add" and min(amounts) < 0:
        raise RuleViolation(
            "追加的每一行须为正数 / Every line of an addition is positive.", field="lines"
        )
    if kind == "cut" and max(amounts) > 0:
        raise RuleViolation(
            "削减的每一行须为负数 / Every line of a cut is negative.", field="lines"
        )


def _must_be_plannable(ctx: Context, changes: dict[Spot, Decimal]) -> None:
    bad = ctx.session.scalar(
        select(Account.code).where(
            Account.id.in_({spot.account for spot in changes}),
            Account.category.not_in(posted.CATEGORIES),
        )
    )
    if bad is not None:
        raise RuleViolation(
            f"科目 {bad} 不是收入、成本或费用科目 / {bad} is no account of income, cost or expense.",
            field="lines",
        )


def _must_be_there(
    ctx: Context, changes: dict[Spot, Decimal], there: dict[Spot, BudgetLine]
) -> None:
    """No line goes below what was spent and is held of it."""
    for spot, change in changes.items():
        if change >= 0:
            continue
        line = there.get(spot)
        planned = actual = committed = NOTHING
        if line is not None:
            planned = line.amount + (line.adjusted or NOTHING)
            actual, committed = line.actual or NOTHING, line.committed or NOTHING
        if planned + change < max(actual + committed, NOTHING):
            most = max(planned - max(actual + committed, NOTHING), NOTHING)
            code = ctx.get(Account, spot.account).code
            raise RuleViolation(
                f"科目 {code} {spot.month} 月最多可减 {most:,.2f} 元（已用 {actual:,.2f}，占用 {committed:,.2f}） / "
                f"{code}, month {spot.month}: at most {most:,.2f} CNY can be taken ({actual:,.2f} spent, {committed:,.2f} held).",
                field="lines",
                code="below_actual",
            )


def _is_small(
    asked: BudgetAdjustment,
    budget: Budget,
    changes: dict[Spot, Decimal],
    there: dict[Spot, BudgetLine],
) -> bool:
    if asked.kind != "transfer" or budget.department_id is None:
        return False
    pairs = []
    for spot, change in changes.items():
        line = there.get(spot)
        stands = line.amount + (line.adjusted or NOTHING) if line is not None else NOTHING
        pairs.append((change, stands))
    return is_small(pairs)


@budget_adjustment_hooks.on_transition("approve_small")
def still_small(asked: BudgetAdjustment, ctx: Context) -> None:
    """The lines may have moved since it was submitted."""
    budget = governing.lock(ctx, [asked.budget_id])[asked.budget_id]
    changes = _changes(ctx, asked)
    if not _is_small(asked, budget, changes, lines.at(ctx, changes)):
        raise RuleViolation(
            "已超过 5%，须总经理批准 / It is more than 5 % now: the general manager approves it.",
            code="not_small",
        )
    ctx.transition(asked, "apply")


@budget_adjustment_hooks.on_transition("approve")
def approved(asked: BudgetAdjustment, ctx: Context) -> None:
    """Approved, it is applied at once."""
    ctx.transition(asked, "apply")


@budget_adjustment_hooks.on_transition("apply")
def apply(asked: BudgetAdjustment, ctx: Context) -> None:
    """All lines move together, under the lock that expenses take too."""
    changes = _changes(ctx, asked)
    year = ctx.get(Budget, asked.budget_id).year
    has = set(
        ctx.session.scalars(
            select(BudgetLine.account_id).where(
                BudgetLine.budget_id == asked.budget_id, BudgetLine.deleted_at.is_(None)
            )
        )
    )
    new = {spot.account for spot in changes} - has
    if new:
        governing.lock_year(ctx, year)
    _must_govern(governing.lock(ctx, [asked.budget_id])[asked.budget_id])
    _must_be_there(ctx, changes, lines.at(ctx, changes))
    lines.move(ctx, "adjusted", changes, audit=AUDIT)
    if new:
        # From now on the budget has these accounts: what was posted on them before counts in it.
        actuals.drift(ctx, year, mend=True)
