"""What the ledger pages show (明细账, 总账, 序时账): rows with the ids that open voucher and source. Read-only (3.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, or_, select

from app.generated.account import Account
from app.generated.account_balance import AccountBalance
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
    period: int
    account: int
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
    """Entries in the order of posting; `opening` is the balance before the first, `more` continues after the last."""

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
    """Posted lines of an account in one period, 500 at a time.

    `after`, `brought`: where the page before ended (`more` and the last balance). `dims`: only lines with these. Of a
    dimension the opening balance is that of its own lines. Keyset paging: SQL and memory do not grow with the account.
    """
    opening = brought if brought is not None else begin(ctx, [account], period, dims or {})
    return entries(ctx, [period], [account], dims or {}, opening, after=after)


def entries(
    ctx: Context,
    within: Sequence[AccountingPeriod],
    accounts: Sequence[int] | None,
    dims: Mapping[str, int],
    opening: Decimal = NOTHING,
    *,
    after: int | None = None,
    limit: int = AT_ONCE,
) -> Page:
    """Posted lines of these periods, of all accounts when `accounts` is None. One statement, one more to go on `after` a line."""
    line = VoucherLine
    statement = (
        select(line, Voucher)
        .join(Voucher, Voucher.id == line.voucher_id)
        .join(AccountingPeriod, AccountingPeriod.id == Voucher.period_id)
        .where(*_lines(within, accounts, dims))
        .order_by(AccountingPeriod.starts_on, Voucher.chain_no, line.line, line.id)
        .limit(limit + 1)
    )
    if after is not None:
        statement = statement.where(_behind(ctx, after))
    rows = ctx.session.execute(statement).all()
    found, balance = [], opening
    for row, voucher in rows[:limit]:
        balance += row.debit - row.credit
        found.append(_entry(row, voucher, balance))
    return Page(opening, found, found[-1].line if len(rows) > limit else None)


def _lines(
    within: Sequence[AccountingPeriod], accounts: Sequence[int] | None, dims: Mapping[str, int]
) -> Iterable[Any]:
    line = VoucherLine
    yield Voucher.period_id.in_([period.id for period in within])
    yield Voucher.hash.is_not(None)
    yield line.deleted_at.is_(None)
    if accounts is not None:
        yield line.account_id.in_(accounts)
    yield from (getattr(line, f"{name}_id") == id for name, id in dims.items())


def _place(line: int) -> Any:
    return (
        select(AccountingPeriod.starts_on, Voucher.chain_no, VoucherLine.line)
        .join(Voucher, Voucher.id == VoucherLine.voucher_id)
        .join(AccountingPeriod, AccountingPeriod.id == Voucher.period_id)
        .where(VoucherLine.id == line)
    )


def _behind(ctx: Context, after: int) -> Any:
    """Lines that come after this one; none when it is not there."""
    last = ctx.session.execute(_place(after)).first()
    if last is None:
        return VoucherLine.id.is_(None)
    of = AccountingPeriod.starts_on
    same = and_(of == last.starts_on, Voucher.chain_no == last.chain_no)
    return or_(
        of > last.starts_on,
        and_(of == last.starts_on, Voucher.chain_no > last.chain_no),
        and_(same, VoucherLine.line > last.line),
    )


def moved_up_to(
    ctx: Context,
    within: Sequence[AccountingPeriod],
    accounts: Sequence[int],
    dims: Mapping[str, int],
    line: int,
) -> Decimal:
    """Debit less credit of the lines of these periods up to this one: what a page that goes on after it begins with."""
    moved = ctx.session.scalar(
        select(sums.net(VoucherLine))
        .join(Voucher, Voucher.id == VoucherLine.voucher_id)
        .join(AccountingPeriod, AccountingPeriod.id == Voucher.period_id)
        .where(*_lines(within, accounts, dims), ~_behind(ctx, line))
    )
    return moved or NOTHING


def _entry(row: Any, voucher: Any, balance: Decimal) -> Entry:
    return Entry(
        row.id, voucher.id, voucher.voucher_no, voucher.period_id, row.account_id, voucher.date,
        row.summary or voucher.summary, row.debit, row.credit, balance, voucher.event,
        voucher.source_type, voucher.source_id,
        {name: id for name in DIMENSIONS if (id := getattr(row, f"{name}_id")) is not None},
    )  # fmt: skip


def begin(
    ctx: Context, accounts: Sequence[int], period: AccountingPeriod, dims: Mapping[str, int]
) -> Decimal:
    """Debit less credit with which the period begins, of these accounts together."""
    if not dims:
        return sum(begins(ctx, accounts, period).values(), NOTHING)
    of = AuxBalance
    moved = ctx.session.scalar(
        select(sums.net(of))
        .join(AccountingPeriod, AccountingPeriod.id == of.period_id)
        .where(
            of.account_id.in_(accounts),
            AccountingPeriod.starts_on < period.starts_on,
            of.deleted_at.is_(None),
            *(getattr(of, f"{name}_id") == id for name, id in dims.items()),
        )
    )
    opened = OpeningBalance
    begun = ctx.session.scalar(
        select(sums.net(opened)).where(
            opened.account_id.in_(accounts),
            opened.deleted_at.is_(None),
            *(getattr(opened, f"{name}_id") == id for name, id in dims.items()),
        )
    )
    return (moved or NOTHING) + (begun or NOTHING)


def begins(ctx: Context, accounts: Sequence[int], period: AccountingPeriod) -> dict[int, Decimal]:
    """Account → debit less credit with which the period begins."""
    stand = balances.latest(ctx, period, accounts=accounts, inclusive=False)
    if periods.previous(ctx, period) is None:
        # The first period of the books: what its row says it began with.
        stand = {**balances.latest(ctx, period, accounts=accounts), **stand}
    return {id: one.opening for id, one in stand.items()}


@dataclass(frozen=True, slots=True)
class Month:
    """What moved in one period, in yuan."""

    debit: Decimal = NOTHING
    credit: Decimal = NOTHING

    @property
    def net(self) -> Decimal:
        return self.debit - self.credit


def months(
    ctx: Context,
    within: Sequence[AccountingPeriod],
    accounts: Sequence[int],
    dims: Mapping[str, int] | None = None,
) -> dict[int, Month]:
    """Period → what moved, from the balances that are kept: one statement, whatever the number of vouchers."""
    of: Any = AuxBalance if dims else AccountBalance
    rows = ctx.session.execute(
        select(of.period_id, sums.total(of.debit), sums.total(of.credit))
        .where(
            of.account_id.in_(accounts),
            of.period_id.in_([period.id for period in within]),
            of.deleted_at.is_(None),
            *(getattr(of, f"{name}_id") == id for name, id in (dims or {}).items()),
        )
        .group_by(of.period_id)
    )
    return {period: Month(debit, credit) for period, debit, credit in rows}


def below(accounts: Iterable[Account], id: int) -> list[int]:
    """The leaves under an account, itself when it is one."""
    by_parent: dict[int | None, list[Account]] = {}
    for one in accounts:
        by_parent.setdefault(one.parent_id, []).append(one)
    found, wanted = [], [id]
    while wanted:
        here = wanted.pop()
        children = by_parent.get(here, [])
        if children:
            wanted += [one.id for one in children]
        else:
            found.append(here)
    return sorted(found)
