"""What the forecast of cash is made from: bills and how they came in, expenses under way, staff, taxes (3.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urlencode

from sqlalchemy import select

from app.custom.finance.books import amounts, balances, periods, sums
from app.custom.finance.books.statements import figures
from app.generated.account import Account
from app.generated.accounting_period import AccountingPeriod
from app.generated.bill import Bill
from app.generated.expense import Expense
from app.generated.payment_allocation import PaymentAllocation
from app.generated.payroll_entry import PayrollEntry
from app.runtime.context import Context

from . import cash_ahead, collecting
from .collection import OPEN
from .ratios import NOTHING

LOOKED_BACK = dt.timedelta(days=364)
"""Bills that were due since then say how bills come in."""
UNDER_WAY = {"submitted": 2, "dept_approved": 1, "finance_checked": 0}
"""State of an expense → weeks until it is usually paid."""
PAY_DAY, TAX_DAY = 15, 15
"""Of a month: when wages and taxes are paid where nothing says better."""
RECENT = 3
"""Whole periods that say what is usual."""


@dataclass(slots=True)
class Basis:
    """What the weeks rest on. Amounts in yuan; `open_bills` and `new_bills` by due day, `staff` and `taxes` by day."""

    cash: Decimal = NOTHING
    hazards: Mapping[int, Decimal] = field(default_factory=dict)
    open_bills: Mapping[dt.date, Decimal] = field(default_factory=dict)
    new_bills: Mapping[dt.date, Decimal] = field(default_factory=dict)
    expenses: Mapping[str, Decimal] = field(default_factory=dict)
    staff: Mapping[dt.date, Decimal] = field(default_factory=dict)
    taxes: Mapping[dt.date, Decimal] = field(default_factory=dict)
    usual: Decimal = NOTHING
    """Other operating payments in a week."""
    billed_like: str = ""
    """The period whose bills stand for those to come."""


def basis(ctx: Context, known: Sequence[AccountingPeriod]) -> Basis:
    """A fixed number of statements, whatever the bills."""
    found = Basis()
    if not known:
        return found
    found.cash = figures.cash(ctx, known[-1])[1]
    since = ctx.today - LOOKED_BACK
    found.hazards = collecting.hazards(_billed(ctx, since), _paid(ctx, since), ctx.today)
    found.open_bills = _open(ctx)
    found.billed_like, found.new_bills = _new(ctx)
    found.expenses = _expenses(ctx)
    found.staff = _staff(ctx)
    whole = [one for one in known if one.ends_on < ctx.today][-RECENT:] or list(known[-1:])
    flows = figures.flows(ctx, whole).amounts
    found.taxes = _taxes(ctx, known[-1], flows.get("op_out_tax", NOTHING) / len(whole))
    other = flows.get("op_out_goods", NOTHING) + flows.get("op_out_other", NOTHING)
    days = sum((one.ends_on - one.starts_on).days + 1 for one in whole)
    found.usual = other * 7 / days
    return found


def _billed(ctx: Context, since: dt.date) -> dict[dt.date, Decimal]:
    rows = ctx.session.execute(
        select(Bill.due_on, sums.difference(Bill.amount, Bill.discount))
        .where(
            Bill.due_on >= since,
            Bill.due_on <= ctx.today + dt.timedelta(days=28),
            Bill.standing.is_(True),
            Bill.deleted_at.is_(None),
        )
        .group_by(Bill.due_on)
    )
    return dict(rows.all())


def _paid(ctx: Context, since: dt.date) -> list[tuple[dt.date, dt.date, Decimal]]:
    of = PaymentAllocation
    rows = ctx.session.execute(
        select(Bill.due_on, of.on, sums.total(of.amount))
        .join(Bill, Bill.id == of.bill_id)
        .where(
            Bill.due_on >= since,
            of.part == "principal",
            of.on <= ctx.today,
            of.deleted_at.is_(None),
            Bill.standing.is_(True),
            Bill.deleted_at.is_(None),
        )
        .group_by(Bill.due_on, of.on)
    )
    return [(due, day, amount) for due, day, amount in rows]


def _open(ctx: Context) -> dict[dt.date, Decimal]:
    rows = ctx.session.execute(
        select(Bill.due_on, sums.total(Bill.balance))
        .where(Bill.state.in_(OPEN), Bill.standing.is_(True), Bill.deleted_at.is_(None))
        .group_by(Bill.due_on)
    )
    return dict(rows.all())


def _new(ctx: Context) -> tuple[str, dict[dt.date, Decimal]]:
    """(period, due day → yuan): the bills of the last whole month, month by month on, as far as the weeks reach.

    Of the month that goes on only the share that is not billed yet is still to come.
    """
    month = periods.of(ctx.today)
    newest = ctx.session.scalar(
        select(Bill.period)
        .where(Bill.period < month, Bill.standing.is_(True), Bill.deleted_at.is_(None))
        .order_by(Bill.period.desc())
        .limit(1)
    )
    if newest is None:
        return "", {}
    billed = sums.difference(Bill.amount, Bill.discount)
    rows = ctx.session.execute(
        select(Bill.period, Bill.due_on, billed)
        .where(Bill.period.in_((newest, month)), Bill.standing.is_(True), Bill.deleted_at.is_(None))
        .group_by(Bill.period, Bill.due_on)
    ).all()
    like = {due: amount for period, due, amount in rows if period == newest}
    there = sum((amount for period, _, amount in rows if period == month), NOTHING)
    whole = sum(like.values(), NOTHING)
    missing = max(whole - there, NOTHING) / whole if whole else NOTHING
    last = cash_ahead.mondays(ctx.today)[-1] + dt.timedelta(days=6 + 28)
    apart = amounts.months_between(newest, month) - 1
    found: dict[dt.date, Decimal] = {}
    for due, amount in like.items():
        for later in range(apart, apart + 5):
            # Money comes before the due day too; what was due before today is no bill to come.
            day = _later(due, later)
            if ctx.today <= day <= last:
                share = missing if later == apart else 1
                found[day] = found.get(day, NOTHING) + amount * share
    return newest, found


def _later(day: dt.date, months: int) -> dt.date:
    """The same day so many months on, the last one of a shorter month."""
    last = periods.span(periods.after(periods.of(day), months))[1]
    return last.replace(day=min(day.day, last.day))


def _expenses(ctx: Context) -> dict[str, Decimal]:
    rows = ctx.session.execute(
        select(Expense.state, sums.total(Expense.gross))
        .where(Expense.state.in_(UNDER_WAY), Expense.deleted_at.is_(None))
        .group_by(Expense.state)
    )
    return dict(rows.all())


def _staff(ctx: Context) -> dict[dt.date, Decimal]:
    """Wages that are accrued, on the next pay day; those of the newest period again for each month after it."""
    entry = PayrollEntry
    newest = ctx.session.scalar(
        select(entry.period).where(entry.deleted_at.is_(None), entry.state != "draft").order_by(entry.period.desc()).limit(1)
    )  # fmt: skip
    if newest is None:
        return {}
    cost = sums.sum_of(entry.gross, entry.company_social)
    unpaid = ctx.session.scalar(
        select(cost).where(entry.state == "approved", entry.deleted_at.is_(None))
    )
    whole = ctx.session.scalar(
        select(cost).where(
            entry.period == newest, entry.state != "draft", entry.deleted_at.is_(None)
        )
    )
    days = _month_days(ctx.today, PAY_DAY)
    found = {days[0]: unpaid or NOTHING}
    for day in days[1:] if unpaid else days:
        found[day] = found.get(day, NOTHING) + (whole or NOTHING)
    return found


def _taxes(ctx: Context, period: AccountingPeriod, usual: Decimal) -> dict[dt.date, Decimal]:
    """What is owed now on the next tax day, then what is usual in a month."""
    accounts = ctx.session.scalars(
        select(Account.id).where(
            Account.report_line == "taxes_payable",
            Account.leaf.is_not(False),
            Account.deleted_at.is_(None),
        )
    ).all()
    stand = balances.latest(ctx, period, accounts=accounts)
    owed = max(-sum((one.closing for one in stand.values()), NOTHING), NOTHING)
    days = _month_days(ctx.today, TAX_DAY)
    return {days[0]: owed, **dict.fromkeys(days[1:], usual)}


def _month_days(today: dt.date, day: int) -> list[dt.date]:
    """The next four of this day of the month."""
    first = today.replace(day=day)
    begin = 0 if first >= today else 1
    return [_later(first, place) for place in range(begin, begin + 4)]


def weeks(found: Basis, today: dt.date) -> list[cash_ahead.Week]:
    """The forecast from its basis. Pure."""
    mondays = cash_ahead.mondays(today)
    expenses = [NOTHING] * len(mondays)
    for state, amount in found.expenses.items():
        expenses[UNDER_WAY[state]] += amount
    lines = {
        "open_bills": _together(found.open_bills, found.hazards, mondays),
        "new_bills": _together(found.new_bills, found.hazards, mondays),
        "expenses": expenses,
        "staff": cash_ahead.placed(found.staff, mondays),
        "taxes": cash_ahead.placed(found.taxes, mondays),
        "others": cash_ahead.beyond(found.usual, expenses),
    }
    return cash_ahead.forecast(found.cash, mondays, lines)


def _together(
    bills: Mapping[dt.date, Decimal],
    hazards: Mapping[int, Decimal],
    mondays: Sequence[dt.date],
) -> list[Decimal]:
    found = [NOTHING] * len(mondays)
    for due, amount in bills.items():
        for place, here in enumerate(collecting.expected(amount, due, hazards, mondays)):
            found[place] += here
    return found


# -- the rows behind ---------------------------------------------------------------------------------


def urls(found: Basis) -> dict[str, str]:
    """Line of the forecast → the rows that it rests on."""
    return {
        "open_bills": _list("bill", ("state__in", ",".join(OPEN)), ("standing", "true")),
        "new_bills": _list("bill", ("period", found.billed_like), ("standing", "true")) if found.billed_like else "",
        "expenses": _list("expense", ("state__in", ",".join(UNDER_WAY))),
        "staff": _list("payroll_entry", ("state", "approved")),
        "taxes": "",
        "others": "",
    }  # fmt: skip


def expenses_url(state: str) -> str:
    return _list("expense", ("state", state))


def _list(entity: str, *pairs: tuple[str, str]) -> str:
    return f"/{entity}/list/?{urlencode(pairs)}"
