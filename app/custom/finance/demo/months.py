"""The months of the demo's money: bills, payments, wages, closing; the last whole quarter and what came after it is on record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random

from sqlalchemy import func, select

from app.custom.crm.demo import Company
from app.generated.bill import Bill
from app.runtime import clock
from app.runtime.jobs import Progress

from ..books import periods
from ..fees import arrears, dunning
from . import banks, books, channels, charges, money, papers, plans, runs, tariff

SEED = 20260103
QUARTERS = {"small": 1, "full": 8}
"""Whole quarters before the present one."""
CLOSED_AFTER = dt.timedelta(days=5)


def build(company: Company) -> None:
    """Into a database that has the company and its machines."""
    random = Random(SEED)  # noqa: S311 - invented data, not secrets
    begun = _quarter(company.today)
    for _ in range(QUARTERS[company.size]):
        begun = _quarter(begun - dt.timedelta(days=1))
    accounts = books.begin(company, f"{begun:%Y-%m}")
    items = tariff.build(company)
    charges.assign(company, random, items)
    dials = charges.meters(company, random, begun)
    company.bulk.flush()
    closed = f"{begun:%Y-%m}"
    payments = money.Money(company, random, accounts)
    for month in _months(begun, company.today):
        period = f"{month:%Y-%m}"
        if month == begun or month.month == 1:
            plans.budgets(company, accounts, month)
        before = month - dt.timedelta(days=1)
        if month != begun and month == _quarter(month):
            quarter = _quarter(before)
            last = month == _quarter(company.today)
            charges.read(
                company,
                random,
                dials,
                f"{before:%Y-%m}",
                before,
                leave=charges.FORGOTTEN if last else 0,
            )
            runs.share(company, random, items, quarter)
            company.bulk.flush()
        at = dt.datetime.combine(month, dt.time(9), clock.zone()).astimezone(dt.UTC)
        for which in runs.due_in(month):
            if month == begun and which[0] in ("SF", "GT"):
                continue
            if which[0] == "SF" and month == _quarter(company.today):
                runs.preview(company, items, which, at)
            else:
                runs.post(company, items, which, at)
        payments.expect(month)
        payments.come(month, min(periods.span(period)[1], company.today))
        plans.spend(company, random, accounts, month)
        if periods.span(period)[1] <= company.today:
            papers.count_cash(company, periods.span(period)[1])
            books.wages(company, random, accounts, period)
        if periods.span(period)[1] + CLOSED_AFTER <= company.today:
            books.close(company, period)
            closed = period
        else:
            books.post(company, period)
    _last_night(company)
    channels.build(company)
    banks.build(company)
    papers.refund(company)
    papers.invoices(company)
    papers.audit(company, f"{begun:%Y-%m}", closed)
    count = company.bulk.ctx.session.scalar(select(func.count()).select_from(Bill))
    company.step(f"{count} 张账单，{payments.count} 笔收款", "bills, payments")


def _last_night(company: Company) -> None:
    """What the jobs of this night have left behind: late fees, what is overdue, reminders."""
    ctx = company.bulk.ctx
    after: int | None = 0
    while after is not None:
        after, _ = arrears.accrue(ctx, company.today, after=after)
    at = Progress()
    while not at.finished:
        at = dunning.remind(ctx, at)


def _quarter(day: dt.date) -> dt.date:
    return dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _months(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    month = first
    while month <= last:
        yield month
        month = (month.replace(day=28) + dt.timedelta(days=5)).replace(day=1)
