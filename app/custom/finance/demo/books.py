"""The books of the demo: what they begin with, what every month costs, and how a month is closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from random import Random

from sqlalchemy import select

from app.custom.crm.demo import Company
from app.generated.account import Account
from app.generated.accounting_period import AccountingPeriod
from app.generated.bank_account import BankAccount
from app.generated.company import Company as Firm
from app.generated.department import Department
from app.generated.employee import Employee
from app.generated.financial_report import FinancialReport
from app.generated.fixed_asset import FixedAsset
from app.generated.opening_balance import OpeningBalance
from app.generated.payroll_entry import PayrollEntry
from app.runtime import clock

from ..books import batch, periods, setup
from ..books.statements import drafting
from .people import acting

BANKS = (
    ("ICBC", "基本户", "bank", "1002", "示例银行东片支行"),
    ("WX", "微信商户号", "wechat", "101201", None),
    ("ALI", "支付宝商户号", "alipay", "101202", None),
    ("CASH", "收费处现金", "cash", "1001", None),
)
OPENING = (("1002", "2860000"), ("1001", "12000"), ("1601", "1480000"), ("1602", "-386000"),
           ("2202", "-214000"), ("3001", "-3000000"), ("310415", "-752000"))  # fmt: skip
"""Yuan by account, debits positive."""
ASSETS = (
    ("GD-001", "巡逻电动车 6 辆", "186000", 60), ("GD-002", "洗地机 4 台", "128000", 60),
    ("GD-003", "监控中心设备", "642000", 60), ("GD-004", "停车道闸系统", "394000", 96),
    ("GD-005", "办公设备", "130000", 36),
)  # fmt: skip
WAGE = Decimal(5200)
OWN_SHARE, FIRM_SHARE = Decimal("0.155"), Decimal("0.28")
"""Of the gross: social insurance and housing fund, withheld and on top."""


def begin(company: Company, first: str) -> dict[str, int]:
    """Set up from that period on; returns account code → id."""
    ctx = company.bulk.ctx
    firm = ctx.session.scalars(select(Firm)).first()
    if firm is not None:
        ctx.update(firm, fiscal_start=first)
    start = ctx.at(_morning(periods.span(first)[0]))
    setup.set_up(start)
    accounts = dict(ctx.session.execute(select(Account.code, Account.id)).all())
    for code, name, kind, account, bank in BANKS:
        ctx.create(
            BankAccount, code=code, name=name, kind=kind, account=accounts[account], bank=bank
        )
    for code, yuan in OPENING:
        amount = Decimal(yuan)
        start.create(
            OpeningBalance, account=accounts[code], debit=max(amount, Decimal(0)),
            credit=max(-amount, Decimal(0)),
        )  # fmt: skip
    for code, name, cost, months in ASSETS:
        start.create(
            FixedAsset, code=code, name=name, cost=Decimal(cost), months=months,
            from_period=first, expense=accounts["5602"],
        )  # fmt: skip
    return accounts


def _morning(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), clock.zone()).astimezone(dt.UTC)


def wages(company: Company, random: Random, accounts: dict[str, int], period: str) -> None:
    """Accrued at the end of the month by department, paid on the 10th after it."""
    ctx = company.bulk.ctx
    last = periods.span(period)[1]
    known = {one.id: one for one in ctx.session.scalars(select(Department))}
    people: dict[int, int] = {}
    for one in ctx.session.scalars(select(Employee.department_id)):
        if one is not None:
            centre = _centre(known, one)
            people[centre] = people.get(centre, 0) + 1
    for department, count in sorted(people.items()):
        gross = (WAGE * count * Decimal(str(round(random.uniform(0.97, 1.05), 3)))).quantize(
            Decimal(1)
        )
        made = acting(company, "accountant", _morning(last)).create(
            PayrollEntry, period=period, department=department, people=count, gross=gross,
            social=(gross * OWN_SHARE).quantize(Decimal("0.01")),
            company_social=(gross * FIRM_SHARE).quantize(Decimal("0.01")),
            tax=(gross * Decimal("0.012")).quantize(Decimal("0.01")),
            account=accounts["5602" if known[department].code in ("FIN", "HR", "GM") else "5401"],
        )  # fmt: skip
        acting(company, "fin_mgr", _morning(last)).step(PayrollEntry, made, "approve")
        paid = _morning(last + dt.timedelta(days=10))
        if paid <= company.bulk.now:
            acting(company, "cashier", paid).step(PayrollEntry, made, "pay")


def _centre(known: Mapping[int, Department], id: int) -> int:
    """The department right below the company that this one belongs to."""
    above = known.get(known[id].parent_id or 0)
    return id if above is None or above.parent_id is None else _centre(known, above.id)


def post(company: Company, period: str) -> None:
    """What the nights since have posted."""
    ctx = company.bulk.ctx
    found = periods.named(ctx, period)
    if found is not None:
        batch.post_period(ctx, found.id)


def close(company: Company, period: str) -> None:
    """Everything is posted, the month-end vouchers are made, the period closed and its statements published."""
    ctx = company.bulk.ctx
    last = periods.span(period)[1]
    night, at = company.at(last, 23), _morning(last + dt.timedelta(days=4))
    found = periods.named(ctx, period)
    if found is None:
        raise ValueError(f"There is no period {period}.")
    batch.post_period(ctx.at(night), found.id)
    for step in ("prepare", "start_close", "close"):
        acting(company, "fin_mgr", at).step(AccountingPeriod, found.id, step)
    for report in drafting.draft(ctx.at(at), period):
        acting(company, "fin_mgr", at).step(
            FinancialReport, report.id, "review", {"review_note": "数据与账簿核对一致"}
        )
        acting(company, "gm", at).step(FinancialReport, report.id, "publish")
