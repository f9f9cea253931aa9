"""The books of the demo: what they begin with, what every month costs, and how a month is closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import Any

from sqlalchemy import select

from app.custom.crm.demo import Company
from app.generated.account import Account
from app.generated.accounting_period import AccountingPeriod
from app.generated.bank_account import BankAccount
from app.generated.company import Company as Firm
from app.generated.employee import Employee
from app.generated.financial_report import FinancialReport
from app.generated.fixed_asset import FixedAsset
from app.generated.opening_balance import OpeningBalance
from app.generated.payroll_entry import PayrollEntry
from app.generated.voucher import Voucher
from app.runtime import clock

from ..audits import office
from ..books import balances, batch, opening, periods, setup, sums
from ..books.statements import drafting
from .people import acting

BANKS = (
    ("ICBC", "基本户", "bank", "1002", "示例银行东片支行"),
    ("WX", "微信商户号", "wechat", "101201", None),
    ("ALI", "支付宝商户号", "alipay", "101202", None),
    ("CASH", "收费处现金", "cash", "1001", None),
)
OPENING = (("1002", "4860000"), ("1001", "12000"), ("1601", "1480000"), ("1602", "-386000"),
           ("2202", "-214000"), ("3001", "-5000000"))  # fmt: skip
"""Yuan by account, debits positive; what the sum lacks is profit of earlier years."""
ASSETS = (
    ("GD-001", "巡逻电动车 6 辆", "186000", 60), ("GD-002", "洗地机 4 台", "128000", 60),
    ("GD-003", "监控中心设备", "642000", 60), ("GD-004", "停车道闸系统", "394000", 96),
    ("GD-005", "办公设备", "130000", 36),
)  # fmt: skip
WAGE = Decimal(3400)
OWN_SHARE, FIRM_SHARE, TAX = Decimal("0.155"), Decimal("0.28"), Decimal("0.012")
"""Of the gross: social insurance and housing fund, withheld and on top; income tax."""
OWN_PAYROLL = ("FIN", "HR")
"""Departments of the house with a payroll of their own; the others are the general manager's."""
TAXES = ("222102", "222108", "222109", "222113")
"""VAT and surcharges that are to be paid."""


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


def begin_with(
    company: Company, accounts: Mapping[str, int], owed: Mapping[tuple[int, int], Decimal]
) -> None:
    """What customers owed when the books began, one by one, and the profit of earlier years that all of it leaves."""
    ctx = company.bulk.ctx
    for (customer, project), amount in owed.items():
        company.bulk.add(
            OpeningBalance, account_id=accounts["1122"], customer_id=customer, project_id=project,
            debit=amount, credit=Decimal(0),
        )  # fmt: skip
    company.bulk.flush()
    opening.refresh(ctx, accounts["1122"])
    profit = sum(owed.values(), Decimal(0)) + sum(Decimal(yuan) for _, yuan in OPENING)
    ctx.create(OpeningBalance, account=accounts["310415"], debit=Decimal(0), credit=profit)


def wages(company: Company, random: Random, accounts: dict[str, int], period: str) -> None:
    """Accrued at the end of the month, paid on the 10th after it: who works on site by project, the others by department."""
    ctx = company.bulk.ctx
    last = periods.span(period)[1]
    for (department, project), count in _teams(company).items():
        gross = (WAGE * count * Decimal(str(round(random.uniform(0.97, 1.05), 3)))).quantize(
            Decimal(1)
        )
        made = acting(company, "accountant", _morning(last)).create(
            PayrollEntry, period=period, department=department, project=project, people=count,
            gross=gross, social=_part(gross, OWN_SHARE), company_social=_part(gross, FIRM_SHARE),
            tax=_part(gross, TAX), account=accounts["5602" if project is None else "5401"],
        )  # fmt: skip
        acting(company, "fin_mgr", _morning(last)).step(PayrollEntry, made, "approve")
        paid = _morning(last + dt.timedelta(days=10))
        if paid <= ctx.now:
            acting(company, "cashier", paid).step(PayrollEntry, made, "pay")


def _part(gross: Decimal, share: Decimal) -> Decimal:
    return (gross * share).quantize(Decimal("0.01"))


def _teams(company: Company) -> dict[tuple[int, int | None], int]:
    """(department, project) → people: a project's people belong to its management, those of the house to their departments."""
    ids = company.rules.departments
    codes = {id: code for code, id in ids.items()}
    found: dict[tuple[int, int | None], int] = {}
    for department, project in company.bulk.ctx.session.execute(
        select(Employee.department_id, Employee.project_id).order_by(Employee.id)
    ):
        own = codes.get(department, "") in OWN_PAYROLL
        key = (ids["PM"], project) if project else (department if own else ids["GM"], None)
        found[key] = found.get(key, 0) + 1
    return found


def dues(company: Company, accounts: Mapping[str, int], period: str) -> None:
    """Social insurance, the tax on wages, VAT and surcharges of a month that is over: by hand, on the first working day from the 15th on."""
    ctx = company.bulk.ctx
    day = periods.span(period)[1] + dt.timedelta(days=15)
    works = office.days()
    while not works(day):
        day += dt.timedelta(days=1)
    at = company.at(day, 10)
    if at > ctx.now:
        return
    owed = _owed(company, accounts, period)
    total = sum(owed.values(), Decimal(0))
    lines: list[dict[str, Any]] = [
        {"account": accounts[code], "debit": amount, "credit": Decimal(0), "cashflow": _flow(code)}
        for code, amount in owed.items()
        if amount > 0
    ]
    if not lines:
        return
    lines.append({"account": accounts["1002"], "debit": Decimal(0), "credit": total})
    for place, line in enumerate(lines, start=1):
        line["line"] = place
    made = acting(company, "accountant", at).create(
        Voucher, date=day, summary=f"缴纳 {period} 社保公积金及税费", attachments=1, lines=lines
    )
    acting(company, "accountant", at).step(Voucher, made, "submit")
    acting(company, "fin_mgr", company.at(day, 11)).step(Voucher, made, "check")
    acting(company, "cashier", company.at(day, 14)).step(Voucher, made, "sign")
    acting(company, "fin_mgr", company.at(day, 16)).step(Voucher, made, "post")


def _owed(company: Company, accounts: Mapping[str, int], period: str) -> dict[str, Decimal]:
    """Account → what is to be paid: of the wages of the month, and taxes as they stood at its end."""
    ctx = company.bulk.ctx
    entry = PayrollEntry
    firm, own, tax = ctx.session.execute(
        select(sums.total(entry.company_social), sums.total(entry.social), sums.total(entry.tax))
        .where(entry.period == period, entry.state == "paid")
    ).one()  # fmt: skip
    found = {"2211": Decimal(firm or 0), "224104": Decimal(own or 0), "222112": Decimal(tax or 0)}
    over = periods.named(ctx, period)
    if over is not None and over.state == "closed":
        stand = balances.latest(ctx, over, accounts=[accounts[code] for code in TAXES])
        for code in TAXES:
            one = stand.get(accounts[code])
            found[code] = max(-one.closing, Decimal(0)) if one else Decimal(0)
    return found


def _flow(code: str) -> str:
    return "op_out_staff" if code in ("2211", "224104") else "op_out_tax"


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
