"""Money in the cockpit: collection, arrears, the result and the budget, cash (P3)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from urllib.parse import urlencode

from sqlalchemy import func, select

from app.custom.cockpit.parts import Kept, Month, figure, part, source
from app.custom.finance.books import sums
from app.custom.finance.books.statements import figures
from app.generated.account import Account
from app.generated.account_balance import AccountBalance
from app.generated.accounting_period import AccountingPeriod
from app.generated.bill import Bill
from app.generated.budget import Budget
from app.generated.budget_line import BudgetLine
from app.runtime.context import Context
from app.runtime.field import label

from . import collection, projects

GOVERNS = ("active", "closed")


def _arrears(month: Month, project: int | None) -> str:
    pairs = [("overdue", "true"), ("state__in", ",".join(collection.OPEN)), ("standing", "true")]
    pairs += [("project", str(project))] if project is not None else []
    return f"/bill/list/?{urlencode(pairs)}"


def _collected(month: Month, project: int | None) -> str:
    return collection.billed_url(collection.Month.of(month.period, month.last), project)


def _result(month: Month, project: int | None) -> str:
    if project is None:
        return f"/analysis?{urlencode([('period', month.period)])}"
    return f"/analysis/project?{urlencode([('project', project), ('period', month.period)])}"


def _budget(month: Month, project: int | None) -> str:
    return f"/budget-variance?{urlencode([('year', month.first.year), ('to', month.first.month)])}"


def _cash(month: Month, project: int | None) -> str:
    return f"/analysis?{urlencode([('period', month.period)])}"


part("money", place=3, label=label(zh="收费与财务", en="Money"), url="/analysis")
figure(
    "collection", part="money", label=label(zh="当期收缴率", en="Collection"), unit="percent", wish="up", entity=Bill,
    formula=label(zh="账期内已收本金 ÷ 本期应收（减免后）", en="Principal received of the period's bills ÷ billed in it, less reductions"),
    rows=_collected, fields=("amount", "balance"),
)  # fmt: skip
figure(
    "arrears", part="money", label=label(zh="欠费", en="Arrears"), unit="money", wish="down", entity=Bill,
    formula=label(zh="已逾期账单的未收本金", en="What overdue bills still ask for"),
    rows=_arrears, fields=("balance", "overdue"), as_of=True,
)  # fmt: skip
figure(
    "result", part="money", label=label(zh="经营结果", en="Result"), unit="money", wish="up", entity=AccountBalance,
    formula=label(zh="当期收入 − 成本费用（已记账凭证）", en="Revenue − costs of the period, of posted vouchers"),
    rows=_result,
)  # fmt: skip
figure(
    "budget_used", part="money", label=label(zh="预算执行率", en="Budget used"), unit="percent", wish="", entity=BudgetLine,
    formula=label(zh="本年至本月成本费用实际 ÷ 预算（含调整）", en="Costs of the year up to the month ÷ budget with its adjustments"),
    rows=_budget, fields=("actual", "amount"),
)  # fmt: skip
figure(
    "cash", part="money", label=label(zh="货币资金", en="Cash"), unit="money", wish="up", entity=AccountBalance,
    formula=label(zh="现金和银行科目的期末余额", en="The closing balance of all cash accounts"),
    rows=_cash,
)  # fmt: skip


@source("collection")
def collected(ctx: Context, month: Month) -> Iterable[Kept]:
    """By project, three statements."""
    found = collection.by_project(ctx, collection.Month.of(month.period, ctx.today))
    for project, one in found.items():
        if one.billed:
            yield Kept("collection", project, one.collected, one.billed)


@source("arrears", as_of=True)
def owed(ctx: Context, month: Month) -> Iterable[Kept]:
    """By project, one statement over bills that are open."""
    for project, amount in ctx.session.execute(
        select(Bill.project_id, sums.total(Bill.balance))
        .where(
            Bill.overdue.is_(True), Bill.state.in_(collection.OPEN), Bill.standing.is_(True),
            Bill.deleted_at.is_(None),
        )
        .group_by(Bill.project_id)
    ):  # fmt: skip
        yield Kept("arrears", project, amount)


@source("result", "cash")
def booked(ctx: Context, month: Month) -> Iterable[Kept]:
    """From the balances that are kept as vouchers are posted; nothing before the books begin."""
    period = ctx.session.scalar(
        select(AccountingPeriod).where(
            AccountingPeriod.period == month.period, AccountingPeriod.state != "future",
            AccountingPeriod.deleted_at.is_(None),
        )
    )  # fmt: skip
    if period is None:
        return
    for one in projects.results(ctx, [period]):
        if one.lines:
            yield Kept("result", one.project, one.profit)
    yield Kept("cash", None, figures.cash(ctx, period)[1])


@source("budget_used")
def budgeted(ctx: Context, month: Month) -> Iterable[Kept]:
    """Of the whole company, one statement."""
    of = BudgetLine
    planned, actual, number = ctx.session.execute(
        select(sums.sum_of(of.amount, of.adjusted), sums.total(of.actual), func.count())
        .join(Budget, Budget.id == of.budget_id)
        .join(Account, Account.id == of.account_id)
        .where(
            Budget.year == month.first.year, Budget.state.in_(GOVERNS), Account.direction == "dr",
            of.month <= month.first.month, of.deleted_at.is_(None), Budget.deleted_at.is_(None),
        )
    ).one()  # fmt: skip
    if number:
        yield Kept("budget_used", None, Decimal(actual), Decimal(planned))
