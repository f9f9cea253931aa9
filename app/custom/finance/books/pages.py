"""What the ledger pages show (明细账, 总账): rows with the ids that open voucher and source. Read-only (3.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.generated.accounting_period import AccountingPeriod
from app.generated.aux_balance import AuxBalance
from app.generated.opening_balance import OpeningBalance
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime.context import Context

from . import balances, periods, sums
from .rules import DIMENSIONS

NOTHING = Decimal(0)
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of an account: `voucher` and `source` open what it came from; `balance` is debit less credit after it."""

    line: int
    voucher: int
    voucher_no: str
    date: dt.date
    summary: str
    debit: Decimal
    credit: Decimal
    balance: Decimal
    event: str
    source_type: str | None
    source_id: int | None
    dims: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Page:
    """Entries of an account in one period; `more` continues where they end."""

    opening: Decimal
    entries: list[Entry]
    more: int | None


def account(
    ctx: Context,
    account: int,
    period: AccountingPeriod,
    *,
    after: int | None = None,
    brought: Decimal | None = None,
    dims: Mapping[str, int] | None = None,
) -> Page:
    """Posted lines of an account in the order of posting, 500 at a time.

    `after`, `brought`: where the page before ended (`more` and the last balance). `dims`: only lines with these. Of a
    dimension the opening balance is that of its own lines. Keyset paging: SQL and memory do not grow with the account.
    """
    opening = brought if brought is not None else begin(ctx, account, period, dims or {})
    line = VoucherLine
    statement = (
        select(line, Voucher)
        .join(Voucher, Voucher.id == line.voucher_id)
        .where(
            line.account_id == account,
            Voucher.period_id == period.id,
            Voucher.hash.is_not(None),
            line.deleted_at.is_(None),
            *(getattr(line, f"{name}_id") == id for name, id in (dims or {}).items()),
        )
        .order_by(Voucher.chain_no, line.line, line.id)
        .limit(AT_ONCE + 1)
    )
    if after is not None:
        last = ctx.session.execute(
            select(Voucher.chain_no, line.line)
            .join(Voucher, Voucher.id == line.voucher_id)
            .where(line.id == after)
        ).one()
        statement = statement.where(
            (Voucher.chain_no > last.chain_no)
            | ((Voucher.chain_no == last.chain_no) & (line.line > last.line))
        )
    rows = ctx.session.execute(statement).all()
    entries, balance = [], opening
    for row, voucher in rows[:AT_ONCE]:
        balance += row.debit - row.credit
        entries.append(_entry(row, voucher, balance))
    return Page(opening, entries, entries[-1].line if len(rows) > AT_ONCE else None)


def _entry(row: Any, voucher: Any, balance: Decimal) -> Entry:
    return Entry(
        row.id, voucher.id, voucher.voucher_no, voucher.date, row.summary or voucher.summary, row.debit, row.credit,
        balance, voucher.event, voucher.source_type, voucher.source_id,
        {name: id for name in DIMENSIONS if (id := getattr(row, f"{name}_id")) is not None},
    )  # fmt: skip


def begin(ctx: Context, account: int, period: AccountingPeriod, dims: Mapping[str, int]) -> Decimal:
    """Debit less credit with which the period begins."""
    if not dims:
        stand = balances.latest(ctx, period, accounts=[account], inclusive=False)
        return stand.get(account, _first(ctx, account, period)).opening
    of = AuxBalance
    moved = ctx.session.scalar(
        select(sums.net(of))
        .join(AccountingPeriod, AccountingPeriod.id == of.period_id)
        .where(
            of.account_id == account,
            AccountingPeriod.starts_on < period.starts_on,
            of.deleted_at.is_(None),
            *(getattr(of, f"{name}_id") == id for name, id in dims.items()),
        )
    )
    opened = OpeningBalance
    begun = ctx.session.scalar(
        select(sums.net(opened)).where(
            opened.account_id == account,
            opened.deleted_at.is_(None),
            *(getattr(opened, f"{name}_id") == id for name, id in dims.items()),
        )
    )
    return (moved or NOTHING) + (begun or NOTHING)


def _first(ctx: Context, account: int, period: AccountingPeriod) -> balances.Balance:
    """Of the first period of the books: what its row says it began with."""
    if periods.previous(ctx, period) is not None:
        return balances.Balance()
    return balances.latest(ctx, period, accounts=[account]).get(account, balances.Balance())
