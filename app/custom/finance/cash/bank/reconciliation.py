"""银行存款余额调节表: what the bank says and what the books say of the same money, and every item between them.

    bank + booked, not at the bank in − out  =  books + at the bank, not booked in − out

Vouchers count as soon as they are made. What is matched stands on both sides and is left out, unless its voucher is dated
after the day of the table; a voucher and its red one, neither of them at the bank, are left out together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Any

from sqlalchemy import and_, case, func, literal, or_, select, type_coerce, union_all
from sqlalchemy.orm import aliased

from app.custom.finance.books import sums
from app.generated.bank_account import BankAccount
from app.generated.bank_line import BankLine
from app.generated.bank_line.model import bank_line_payments
from app.generated.channel_settlement import ChannelSettlement
from app.generated.opening_balance import OpeningBalance
from app.generated.payment import Payment
from app.generated.refund import Refund
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime.context import Context
from app.runtime.types import MoneyType

NOTHING = Decimal(0)
SHOWN = 200
"""Items of a group that are read; their sum is that of all."""


@dataclass(frozen=True, slots=True)
class Item:
    """What only one side has. `id`: of the bank line or the voucher; yuan, in positive, out negative."""

    id: int
    on: dt.date
    amount: Decimal
    text: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one kind, the oldest first; `total` and `count` of all, however many are shown."""

    total: Decimal = NOTHING
    count: int = 0
    items: Sequence[Item] = field(default=())


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Of one ledger account on one day. `difference`: what no item explains; 0 when it holds."""

    on: dt.date
    bank: Decimal
    books: Decimal
    bank_in: Group = Group()
    """银行已收、企业未收."""
    bank_out: Group = Group()
    """银行已付、企业未付."""
    book_in: Group = Group()
    """企业已收、银行未收."""
    book_out: Group = Group()
    """企业已付、银行未付."""

    @property
    def not_booked(self) -> list[Item]:
        return [*self.bank_in.items, *self.bank_out.items]

    @property
    def not_at_bank(self) -> list[Item]:
        return [*self.book_in.items, *self.book_out.items]

    @property
    def bank_adjusted(self) -> Decimal:
        return self.bank + self.book_in.total + self.book_out.total

    @property
    def books_adjusted(self) -> Decimal:
        return self.books + self.bank_in.total + self.bank_out.total

    @property
    def difference(self) -> Decimal:
        return self.bank_adjusted - self.books_adjusted


def table(ctx: Context, account: int, on: dt.date, shown: int = SHOWN) -> Reconciliation:
    """Of the ledger account (id) behind one or several bank accounts, at the end of that day.

    Nine statements, and two for each bank account that shares the ledger account.
    """
    ids = list(
        ctx.session.scalars(
            select(BankAccount.id).where(
                BankAccount.account_id == account, BankAccount.deleted_at.is_(None)
            )
        )
    )
    lines = _groups(ctx, _not_booked(account, ids, on), shown)
    vouchers = _groups(ctx, _not_at_bank(account, ids, on), shown)
    return Reconciliation(on, _bank(ctx, ids, on), _books(ctx, account, on), *lines, *vouchers)


def _bank(ctx: Context, ids: Sequence[int], on: dt.date) -> Decimal:
    """The balance after the last line of each account that states one, and the lines after it."""
    total = NOTHING
    for id in ids:
        mine = (BankLine.account_id == id, BankLine.on <= on, BankLine.deleted_at.is_(None))
        latest = select(func.max(BankLine.on)).where(*mine, BankLine.balance.is_not(None))
        day = ctx.session.execute(
            select(BankLine.id, BankLine.on, BankLine.amount, BankLine.balance)
            .where(*mine, BankLine.balance.is_not(None), BankLine.on == latest.scalar_subquery())
            .order_by(BankLine.id)
        ).all()
        rest = select(func.sum(BankLine.amount)).where(*mine)
        if day:
            last = day[-1]
            rest = rest.where(
                (BankLine.on > last.on) | ((BankLine.on == last.on) & (BankLine.id > last.id))
            )
            total += stands_at(day)
        total += ctx.session.scalar(rest) or NOTHING
    return total


def stands_at(day: Sequence[Any]) -> Decimal:
    """The balance at the end of a day: its lines with amount and balance, as they were brought in.

    Some banks state the newest first; then each line begins with the balance of the one after it, and the first is the last.
    """
    pairs = list(pairwise(day))
    forward = all(before.balance + line.amount == line.balance for before, line in pairs)
    backward = all(line.balance + before.amount == before.balance for before, line in pairs)
    found: Decimal = day[0 if backward and not forward else -1].balance
    return found


def _books(ctx: Context, account: int, on: dt.date) -> Decimal:
    """What was there when the books began, and every voucher since."""
    begun = ctx.session.scalar(
        select(sums.net(OpeningBalance)).where(
            OpeningBalance.account_id == account, OpeningBalance.deleted_at.is_(None)
        )
    )
    moved = ctx.session.scalar(
        select(sums.net(VoucherLine))
        .join(Voucher, Voucher.id == VoucherLine.voucher_id)
        .where(*_of(account), Voucher.date <= on)
    )
    return (begun or NOTHING) + (moved or NOTHING)


def _of(account: int) -> tuple[Any, ...]:
    return (
        VoucherLine.account_id == account,
        VoucherLine.deleted_at.is_(None),
        Voucher.deleted_at.is_(None),
    )


def _groups(ctx: Context, rows: Any, shown: int) -> tuple[Group, Group]:
    """What comes in and what goes out of these rows: id, on, amount, text, who. Three statements."""
    of = rows.subquery()
    more, less = of.c.amount > 0, of.c.amount < 0
    sums_of = ctx.session.execute(
        select(
            func.sum(case((more, of.c.amount), else_=None), type_=MoneyType()),
            func.sum(case((less, of.c.amount), else_=None), type_=MoneyType()),
            func.count(case((more, 1))),
            func.count(case((less, 1))),
        )
    ).one()
    found = []
    for place, which in enumerate((more, less)):
        items = ctx.session.execute(
            select(of).where(which).order_by(of.c.on, of.c.id).limit(shown)
        ).all()
        found.append(
            Group(
                sums_of[place] or NOTHING,
                sums_of[place + 2],
                [Item(one.id, one.on, one.amount, one.text or "", one.who or "") for one in items],
            )
        )
    return found[0], found[1]


def _behind(account: int, ids: Sequence[int], on: dt.date) -> Any:
    """(line, voucher, amount) of every line up to that day that is matched: what of the voucher each of its parts is.

    Several payments may share one voucher: it is at the bank as far as they are.
    """
    matched = (
        BankLine.account_id.in_(ids), BankLine.state == "matched", BankLine.on <= on,
        BankLine.deleted_at.is_(None),
    )  # fmt: skip
    moved = (
        select(sums.net(VoucherLine))
        .where(
            VoucherLine.voucher_id == BankLine.voucher_id,
            VoucherLine.account_id == account,
            VoucherLine.deleted_at.is_(None),
        )
        .correlate(BankLine)
        .scalar_subquery()
    )
    return union_all(
        select(
            BankLine.id.label("line"), Payment.voucher_id.label("voucher"), Payment.amount.label("amount")
        )
        .join(bank_line_payments, bank_line_payments.c.bank_line_id == BankLine.id)
        .join(Payment, Payment.id == bank_line_payments.c.payment_id)
        .where(*matched, Payment.voucher_id.is_not(None)),
        select(BankLine.id, ChannelSettlement.voucher_id, ChannelSettlement.net)
        .join(ChannelSettlement, BankLine.settlement_id == ChannelSettlement.id)
        .where(*matched, ChannelSettlement.voucher_id.is_not(None)),
        select(BankLine.id, Refund.voucher_id, type_coerce(-Refund.amount, MoneyType()))
        .join(Refund, BankLine.refund_id == Refund.id)
        .where(*matched, Refund.voucher_id.is_not(None)),
        select(BankLine.id, BankLine.voucher_id, moved).where(
            *matched, BankLine.voucher_id.is_not(None)
        ),
    ).subquery()  # fmt: skip


def _not_booked(account: int, ids: Sequence[int], on: dt.date) -> Any:
    """Lines that are open or ignored; of matched ones what was booked later than that day."""
    still_open = select(
        BankLine.id.label("id"), BankLine.on.label("on"), BankLine.amount.label("amount"),
        func.coalesce(BankLine.memo, BankLine.ref_no).label("text"), BankLine.counterparty.label("who"),
    ).where(
        BankLine.account_id.in_(ids), BankLine.state != "matched", BankLine.on <= on,
        BankLine.deleted_at.is_(None),
    )  # fmt: skip
    behind = _behind(account, ids, on)
    later = (
        select(
            BankLine.id, BankLine.on, sums.total(behind.c.amount),
            func.coalesce(BankLine.memo, BankLine.ref_no), BankLine.counterparty,
        )
        .join(behind, behind.c.line == BankLine.id)
        .join(Voucher, Voucher.id == behind.c.voucher)
        .where(Voucher.date > on)
        .group_by(BankLine.id, BankLine.on, BankLine.memo, BankLine.ref_no, BankLine.counterparty)
    )  # fmt: skip
    return union_all(still_open, later)


def _not_at_bank(account: int, ids: Sequence[int], on: dt.date) -> Any:
    """Vouchers that move the account, as far as no matched line is for them."""
    parts = _behind(account, ids, on)
    there = (
        select(parts.c.voucher, sums.total(parts.c.amount).label("amount"))
        .group_by(parts.c.voucher)
        .subquery()
    )
    behind = select(there.c.voucher)
    other = aliased(Voucher)
    undone = and_(
        there.c.voucher.is_(None),
        select(other.id)
        .where(
            or_(other.reverses_id == Voucher.id, other.id == Voucher.reverses_id),
            other.date <= on,
            other.deleted_at.is_(None),
            other.id.not_in(behind),
        )
        .correlate(Voucher)
        .exists(),
    )
    left = type_coerce(sums.net(VoucherLine) - func.coalesce(there.c.amount, 0), MoneyType())
    return (
        select(
            Voucher.id.label("id"), Voucher.date.label("on"), left.label("amount"),
            Voucher.summary.label("text"), literal("").label("who"),
        )
        .join(VoucherLine, VoucherLine.voucher_id == Voucher.id)
        .outerjoin(there, there.c.voucher == Voucher.id)
        .where(*_of(account), Voucher.date <= on, ~undone)
        .group_by(Voucher.id, Voucher.date, Voucher.summary, there.c.amount)
        .having(left != 0)
    )  # fmt: skip
