"""The way of a budget (3.3, domain.md §3.11): one edition governs its scope at a time; the year's end closes it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select

from app.custom.crm.locks import hold
from app.generated.account import Account
from app.generated.accounting_period import AccountingPeriod, accounting_period_hooks
from app.generated.budget import Budget, budget_hooks
from app.generated.budget_line import BudgetLine
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import actuals, commitments, governing, posted

SCOPE = ("year", "department", "project")
EDITIONS = 0x4245  # "BE"


@budget_hooks.fills("edition")
def next_edition(budget: Budget, ctx: Context) -> int:
    """1, 2, 3 … of its year, department and project."""
    hold(ctx, EDITIONS, f"{budget.year} {budget.department_id} {budget.project_id}")
    last = ctx.session.scalar(
        select(func.max(Budget.edition)).where(*_same_scope(budget), Budget.deleted_at.is_(None))
    )
    return (last or 0) + 1


def _same_scope(budget: Budget) -> list[ColumnElement[bool]]:
    return [
        Budget.year == budget.year,
        Budget.department_id.is_not_distinct_from(budget.department_id),
        Budget.project_id.is_not_distinct_from(budget.project_id),
    ]


@budget_hooks.check
def scope_stays(budget: Budget, ctx: Context) -> None:
    """Another year, department or project is another budget."""
    if ctx.operation.action == "update":
        for name in SCOPE:
            if name in ctx.changes:
                raise RuleViolation(
                    "年度、部门和项目不能更改，请新建预算 / "
                    "Year, department and project stay: make another budget.",
                    field=name,
                )


@budget_hooks.on_transition("submit")
def is_complete(budget: Budget, ctx: Context) -> None:
    """There is an amount, on leaves or groups of income, cost and expense, for a year that is not closed."""
    _must_be_open(budget, ctx)
    rows = ctx.session.execute(
        select(Account.code, Account.name, Account.category, BudgetLine.amount)
        .join(Account, Account.id == BudgetLine.account_id)
        .where(BudgetLine.budget_id == budget.id, BudgetLine.deleted_at.is_(None))
        .order_by(Account.code)
    ).all()
    if not any(row.amount for row in rows):
        raise RuleViolation(
            "预算没有金额，请先填写明细 / The budget has no amount: enter its lines first.",
            field="lines",
            code="no_lines",
        )
    codes = {row.code for row in rows}
    for row in rows:
        if row.category not in posted.CATEGORIES:
            raise RuleViolation(
                f"科目 {row.code} {row.name} 不是收入、成本或费用科目 / "
                f"{row.code} {row.name} is no account of income, cost or expense.",
                field="lines",
            )
        above = next((one for one in codes if one != row.code and row.code.startswith(one)), None)
        if above is not None:
            raise RuleViolation(
                f"科目 {row.code} 与其上级 {above} 不能同时编制 / "
                f"{row.code} and {above} above it cannot both stand in one budget.",
                field="lines",
            )


def _must_be_open(budget: Budget, ctx: Context) -> None:
    state = ctx.session.scalar(
        select(AccountingPeriod.state).where(
            AccountingPeriod.period == f"{budget.year}-12", AccountingPeriod.deleted_at.is_(None)
        )
    )
    if state == "closed":
        raise RuleViolation(
            f"{budget.year} 年已结账 / The year {budget.year} is closed.", code="year_closed"
        )


@budget_hooks.on_transition("approve")
def take_effect(budget: Budget, ctx: Context) -> None:
    """Approved, it governs at once."""
    _must_be_open(budget, ctx)
    ctx.transition(budget, "activate")


@budget_hooks.on_transition("activate")
def replace(budget: Budget, ctx: Context) -> None:
    """The edition before governs no more; expenses that wait and what was posted count in this one."""
    governing.lock_year(ctx, budget.year)
    before = ctx.session.scalars(
        select(Budget).where(
            *_same_scope(budget),
            Budget.state == "active",
            Budget.id != budget.id,
            Budget.deleted_at.is_(None),
        )
    ).all()
    for one in before:
        ctx.transition(one, "supersede")
    commitments.follow(ctx, budget.year)
    actuals.drift(ctx, budget.year, mend=True)


@accounting_period_hooks.on_transition("close")
def year_ends(period: AccountingPeriod, ctx: Context) -> None:
    """With December the budgets of the year close; what still waits is held by those of the next."""
    if not period.period.endswith("-12"):
        return
    year = int(period.period[:4])
    ids = governing.lock_year(ctx, year)
    governing.lock_year(ctx, year + 1)
    for id in ids:
        commitments.carry(ctx, id, year + 1)
    actuals.drift(ctx, year, mend=True)
    actuals.drift(ctx, year + 1, mend=True)
    for id in ids:
        ctx.transition(ctx.get(Budget, id), "close")
