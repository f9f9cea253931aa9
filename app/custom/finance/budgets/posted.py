"""What was posted on income, cost and expense accounts, by account, department, project and period. Read from vouchers alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from app.generated.account import Account
from app.generated.accounting_period import AccountingPeriod
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime.context import Context

from .formulas import NOTHING
from .governing import Place

CATEGORIES = ("pl", "cost")
CLOSINGS = ("close_pl", "close_year")
"""Vouchers that empty the accounts at the end of a period spend nothing."""


@dataclass(frozen=True, slots=True)
class Posted:
    """`amount` in yuan on the normal side of its account: costs and income are both positive."""

    place: Place
    period: str
    amount: Decimal
    income: bool

    @property
    def month(self) -> int:
        return int(self.period[5:7])


def between(ctx: Context, first: str, last: str) -> Iterator[Posted]:
    """All that was posted in the periods from `first` to `last` (2026-01). One statement."""
    return _read(
        ctx,
        Voucher.hash.is_not(None),
        AccountingPeriod.period >= first,
        AccountingPeriod.period <= last,
    )


def of_vouchers(ctx: Context, vouchers: Sequence[int]) -> list[Posted]:
    """What these vouchers post. One statement."""
    return list(_read(ctx, VoucherLine.voucher_id.in_(vouchers)))


def _read(ctx: Context, *where: Any) -> Iterator[Posted]:
    line, money = VoucherLine, VoucherLine.debit.type
    rows = ctx.session.execute(
        select(
            line.account_id,
            line.department_id,
            line.project_id,
            Account.direction,
            AccountingPeriod.period,
            func.sum(line.debit, type_=money).label("debit"),
            func.sum(line.credit, type_=money).label("credit"),
        )
        .join(Voucher, Voucher.id == line.voucher_id)
        .join(AccountingPeriod, AccountingPeriod.id == Voucher.period_id)
        .join(Account, Account.id == line.account_id)
        .where(
            Account.category.in_(CATEGORIES),
            Voucher.event.not_in(CLOSINGS),
            Voucher.deleted_at.is_(None),
            line.deleted_at.is_(None),
            *where,
        )
        .group_by(
            line.account_id,
            line.department_id,
            line.project_id,
            Account.direction,
            AccountingPeriod.period,
        )
        .order_by(AccountingPeriod.period, line.account_id)
    )
    for row in rows:
        amount = (row.debit or NOTHING) - (row.credit or NOTHING)
        income = row.direction == "cr"
        yield Posted(
            Place(row.department_id, row.project_id, row.account_id),
            row.period,
            -amount if income else amount,
            income,
        )


def first_period(ctx: Context) -> str | None:
    """The first period that something was posted in."""
    found: str | None = ctx.session.scalar(
        select(func.min(AccountingPeriod.period)).where(
            AccountingPeriod.vouchers > 0, AccountingPeriod.deleted_at.is_(None)
        )
    )
    return found
