"""The months of the demo's money: bills, payments, wages, closing, one after the other as they would have been."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random

from sqlalchemy import func, select

from app.custom.crm.demo import Company
from app.generated.accounting_period import AccountingPeriod
from app.generated.bill import Bill
from app.generated.payment import Payment
from app.runtime import clock
from app.runtime.jobs import Progress

from ..books import periods
from ..fees import arrears, dunning
from . import (
    banks,
    books,
    channels,
    charges,
    debtors,
    money,
    papers,
    payouts,
    plans,
    planted,
    runs,
    scale,
    tariff,
)
from .scale import Scale, quarter

SEED = 20260103
CLOSED_AFTER = dt.timedelta(days=5)
UNCOUNTED = dt.timedelta(days=3)
"""What came in cash since then lies in the drawers."""


def build(company: Company) -> None:
    """Into a database that has the company and its machines."""
    random = Random(SEED)  # noqa: S311 - invented data, not secrets
    much = scale.of(company.size, company.today)
    accounts = books.begin(company, f"{much.begun:%Y-%m}")
    items = tariff.build(company, much)
    charges.assign(company, random, items, much)
    dials = charges.meters(company, random, much)
    company.bulk.flush()
    owing = debtors.choose(company, Random(SEED + 1))  # noqa: S311 - as above
    books.begin_with(company, accounts, debtors.old_bills(company, owing, items, much))
    payments = money.Money(company, random, accounts, much, owing)
    closed = f"{much.begun:%Y-%m}"
    for month in _months(much.begun, company.today):
        _bill(company, random, items, dials, much, month)
        payments.expect(month)
        if _pay_and_close(company, random, accounts, payments, much, month):
            closed = f"{month:%Y-%m}"
    _last_night(company)
    channels.build(company)
    banks.build(company)
    papers.refund(company)
    papers.invoices(company)
    if much.planted:
        # Loudly: from here on these books are spoiled on purpose, for the audit to find.
        count = len(planted.plant(company.bulk.ctx, much.begun, much.recent - dt.timedelta(days=1)))
        company.step(f"埋入 {count} 处审计疑点", "defects planted for the audit")
    for first in _audited(much):
        papers.audit(
            company, f"{first:%Y-%m}", min(closed, f"{first:%Y}-12") if much.planted else closed
        )
    bills, paid = (
        company.bulk.ctx.session.scalar(select(func.count()).select_from(entity))
        for entity in (Bill, Payment)
    )
    company.step(f"{bills} 张账单，{paid} 笔收款", "bills, payments")


def _bill(
    company: Company,
    random: Random,
    items: dict[str, int],
    dials: list[charges.Dial],
    much: Scale,
    month: dt.date,
) -> None:
    """The readings of the quarter that is over, and what is billed on the first of the month."""
    before = month - dt.timedelta(days=1)
    now = month == quarter(company.today)
    if month != much.begun and month == quarter(month):
        leave = charges.FORGOTTEN if now else 0
        charges.read(company, random, dials, f"{before:%Y-%m}", before, leave=leave)
        runs.share(company, random, items, quarter(before))
        company.bulk.flush()
    at = dt.datetime.combine(month, dt.time(9), clock.zone()).astimezone(dt.UTC)
    for which in runs.due_in(month, much):
        if month == much.begun and which[0] in tariff.IN_ARREARS:
            continue
        if which[0] == "SF" and now:
            runs.preview(company, items, which, at)
        else:
            runs.post(company, items, which, at)


def _pay_and_close(
    company: Company,
    random: Random,
    accounts: dict[str, int],
    payments: money.Money,
    much: Scale,
    month: dt.date,
) -> bool:
    """What came in and what was spent; whether the month is over and closed."""
    period, last = f"{month:%Y-%m}", periods.span(f"{month:%Y-%m}")[1]
    if month == much.begun or month.month == 1:
        plans.budgets(company, accounts, month)
    payments.come(month, min(last, company.today))
    plans.spend(company, random, accounts, month)
    if month != much.begun:
        books.dues(company, accounts, periods.after(period, -1))
    if month < much.matched:
        before = much.matched - dt.timedelta(days=1)
        payouts.pay_out(company, accounts, month, min(last, before))
    if last > company.today - UNCOUNTED >= month:
        papers.count_cash(company, company.today - UNCOUNTED)
    if last <= company.today:
        if month >= much.recent or month.month % 3 == 0:
            papers.count_cash(company, last)
        books.wages(company, random, accounts, period)
    if last + CLOSED_AFTER > company.today:
        books.post(company, period)
        return False
    books.close(company, period)
    company.step(f"{period} 已结账", f"{period} closed")
    return True


def _last_night(company: Company) -> None:
    """What the jobs of this night have left behind: late fees, what is overdue, reminders."""
    ctx = company.bulk.ctx
    after, _ = arrears.accrue(ctx, company.today)
    while after is not None:
        after, _ = arrears.accrue(ctx, company.today, after=after)
    at = Progress()
    while not at.finished:
        at = dunning.remind(ctx, at)


def posted(company: Company) -> None:
    """What the other halves of the company booked since: the nights have posted all of it.

    Not into books that are spoiled on purpose: there the audit is to find them as they are.
    """
    if scale.of(company.size, company.today).planted:
        return
    for period in company.bulk.ctx.session.scalars(
        select(AccountingPeriod.period)
        .where(AccountingPeriod.state == "open")
        .order_by(AccountingPeriod.period)
    ).all():
        books.post(company, period)


def _audited(much: Scale) -> list[dt.date]:
    """The first months of the audits that are asked for: one, or one for each year."""
    years = range(much.begun.year, much.recent.year + 1)
    return [dt.date(year, 1, 1) for year in years] if much.planted else [much.begun]


def _months(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    month = first
    while month <= last:
        yield month
        month = (month.replace(day=28) + dt.timedelta(days=5)).replace(day=1)
