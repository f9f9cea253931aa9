"""Budgets of the demo's departments, and what was spent under them: asked for, approved, checked, paid by different people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from math import exp, log
from random import Random
from typing import Any

from sqlalchemy import select

from app.custom.crm.demo import Company
from app.generated.bank_account import BankAccount
from app.generated.budget import Budget
from app.generated.department import Department
from app.generated.expense import Expense
from app.runtime import files

from .people import acting

CUSTOMER_SERVICE = (
    ("办公用品", "晨光文具批发部", (180, 900)), ("节日社区活动物料", "喜庆广告制作", (1200, 4600)),
    ("公告打印制作", "快印图文", (90, 480)),
)  # fmt: skip
ENGINEERING = (
    ("水泵机械密封更换", "恒力机电维修", (800, 3800)), ("电梯钢丝绳检测", "安捷电梯", (2600, 7200)),
    ("绝缘工具年检", "电力工器具检测站", (300, 1200)), ("消防泵房电费", "示例供电公司", (3200, 6800)),
)  # fmt: skip
DESKS = (("CS", "dept_mgr", "5602", CUSTOMER_SERVICE), ("ENG", "eng_mgr", "5401", ENGINEERING))
"""The team on site that asks, who approves, the account, what for."""
BUDGETS = {"CS": ("5602", "6500"), "ENG": ("5401", "19000")}
"""Department → account and yuan a month beside the wages."""
PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
"""The receipt of an expense: an empty sheet."""
A_MONTH = 3
"""Expenses of each desk."""
NEAR_LIMIT, LIMIT = Decimal(4700), Decimal(5000)


def budgets(company: Company, accounts: Mapping[str, int], begun: dt.date) -> None:
    """The year of both departments, in force from that day; expenses above it are warned of."""
    year = begun.year
    ctx = company.bulk.ctx
    at = company.at(begun, 9)
    codes = dict(ctx.session.execute(select(Department.code, Department.id)).all())
    for code, (account, yuan) in BUDGETS.items():
        made = acting(company, "accountant", at).create(
            Budget, year=year, department=codes[code], method="manual", control="warn",
            lines=[
                {"account": accounts[account], "month": month, "amount": Decimal(yuan)}
                for month in range(1, 13)
            ],
        )  # fmt: skip
        for who, step in (("accountant", "submit"), ("fin_mgr", "review"), ("gm", "approve")):
            acting(company, who, at).step(Budget, made, step)


def spend(company: Company, random: Random, accounts: Mapping[str, int], month: dt.date) -> None:
    """Of one month: most are paid, the last ones are still on their way."""
    bank = company.bulk.ctx.session.scalar(select(BankAccount.id).where(BankAccount.kind == "bank"))
    for team, approves, account, reasons in DESKS:
        for place in range(A_MONTH):
            day = month + dt.timedelta(days=3 + 8 * place + random.randint(0, 3))
            if day > company.today:
                continue
            purpose, payee, (least, most) = random.choice(reasons)
            code = random.choice(list(company.town.projects))
            asks = company.crew.takers[code, team][0].login or 0
            gross = _amount(random, least, most)
            at = company.at(day, 10)
            person = acting(company, asks, at)
            paper = files.store(person.ctx, BytesIO(PAPER), f"{payee} {day}.pdf")
            made = person.create(
                Expense, documents=[paper.id], account=accounts[account], payee=payee, gross=gross,
                vat=Decimal(0), purpose=purpose, spend_on=day, project=company.town.projects[code],
            )  # fmt: skip
            large = gross > LIMIT
            steps: tuple[tuple[str | int, str, dict[str, Any], int], ...] = (
                (asks, "submit", {}, 0), (approves, "approve_dept", {}, 1),
                ("gm", "check_large", {}, 2) if large else ("accountant", "check", {}, 2),
                ("cashier", "pay", {"paid_from": bank}, 4),
            )  # fmt: skip
            for who, step, values, later in steps:
                when = company.at(day + dt.timedelta(days=later), 15)
                if when > company.bulk.now:
                    break
                acting(company, who, when).step(Expense, made, step, values)


def _amount(random: Random, least: int, most: int) -> Decimal:
    """Small ones more often than large ones, as prices are; none just below the limit of the general manager."""
    while True:
        found = Decimal(round(100 * exp(random.uniform(log(least), log(most))))) / 100
        if not NEAR_LIMIT <= found <= LIMIT:
            return found
