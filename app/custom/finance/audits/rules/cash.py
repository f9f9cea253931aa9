"""A17: a cash box or bank account that would have held less than nothing at the end of some day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.custom.finance.books import balances, sums
from app.generated.account import Account
from app.generated.accounting_period import AccountingPeriod
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine

from ..rule import LISTED, Found, Rule, Scope, grouped, plain, record, some

NOTHING = Decimal(0)
RULE = Rule(
    "A17", "现金或银行出现负数", "Cash below zero", "high",
    {
        "negative": (
            "科目 {account} 有 {days} 天余额为负，首次 {first}，最低 {lowest} 元（{worst}）",
            "{account} was below zero on {days} days, first on {first}; lowest {lowest} CNY on {worst}",
        )
    },
    nightly=True,
)  # fmt: skip


@RULE.finds
def find(scope: Scope) -> Iterator[Found]:
    """Three statements, and one for each account that was below zero: a sum for each account and day comes out."""
    if not scope.periods:
        return
    first = scope.ctx.get(AccountingPeriod, scope.periods[0].id)
    accounts = {
        row.id: f"{row.code} {row.name}"
        for row in scope.session.execute(
            select(Account.id, Account.code, Account.name)
            .where(Account.cash.is_(True), Account.leaf.is_not(False), Account.deleted_at.is_(None))
            .order_by(Account.code)
        )
    }
    stand = balances.latest(scope.ctx, first, accounts=accounts)
    moved = dict(grouped(_moved(scope, list(accounts)), lambda row: row.account_id))
    for id, name in accounts.items():
        opening = stand[id].opening if id in stand else NOTHING
        days = _below(opening, moved.get(id, []))
        if days:
            yield _of(scope, id, name, days)


def _moved(scope: Scope, accounts: list[int]) -> Any:
    return scope.session.execute(
        select(VoucherLine.account_id, Voucher.date, sums.net(VoucherLine).label("moved"))
        .join(Voucher, Voucher.id == VoucherLine.voucher_id)
        .where(
            scope.posted(), VoucherLine.account_id.in_(accounts), VoucherLine.deleted_at.is_(None)
        )
        .group_by(VoucherLine.account_id, Voucher.date)
        .order_by(VoucherLine.account_id, Voucher.date)
    )


def _below(opening: Decimal, rows: list[Any]) -> list[tuple[dt.date, Decimal]]:
    """Days that end below zero, as far as anything moved on them."""
    found, balance = [], opening
    for row in rows:
        balance += row.moved
        if balance < 0:
            found.append((row.date, balance))
    return found


def _of(scope: Scope, id: int, name: str, days: list[tuple[dt.date, Decimal]]) -> Found:
    worst, lowest = min(days, key=lambda one: (one[1], one[0]))
    first = days[0][0]
    rows = scope.session.execute(
        select(Voucher.id, Voucher.voucher_no, VoucherLine.credit)
        .join(VoucherLine, VoucherLine.voucher_id == Voucher.id)
        .where(
            scope.posted(), VoucherLine.account_id == id, Voucher.date == first,
            VoucherLine.credit > 0, VoucherLine.deleted_at.is_(None),
        )
        .order_by(VoucherLine.credit.desc(), Voucher.id)
        .limit(LISTED)
    )  # fmt: skip
    return Found(
        "account", id, "negative",
        {
            "days": [[plain(day), plain(balance)] for day, balance in days[:LISTED]],
            "number": len(days), "lowest": plain(lowest),
            "records": [
                record("account", id, name),
                *some(record("voucher", row.id, row.voucher_no, amount=row.credit) for row in rows),
            ],
        },
        {
            "account": name, "days": len(days), "first": first, "lowest": lowest, "worst": worst,
        },
        (plain(first), plain(lowest), len(days)),
    )  # fmt: skip
