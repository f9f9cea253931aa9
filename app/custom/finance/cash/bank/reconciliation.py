"""银行存款余额调节表: what the bank says and what the books say of the same money, and every item between them.

    bank + booked, not at the bank in − out  =  books + at the bank, not booked in − out

Vouchers count as soon as they are made. What is matched stands on both sides and is left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select, union

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

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Item:
    """What only one side has. `id`: of the bank line or the voucher; yuan, in positive, out negative."""

    id: int
    on: dt.date
    amount: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Of one ledger account on one day. `difference`: what no item explains; 0 when it holds."""

    on: dt.date
    bank: Decimal
    books: Decimal
    not_booked: Sequence[Item]
    not_at_bank: Sequence[Item]

    @property
    def bank_adjusted(self) -> Decimal:
        return self.bank + sum((item.amount for item in self.not_at_bank), NOTHING)

    @property
    def books_adjusted(self) -> Decimal:
        return self.books + sum((item.amount for item in self.not_booked), NOTHING)

    @property
    def difference(self) -> Decimal:
        return self.bank_adjusted - self.books_adjusted


def table(ctx: Context, account: int, on: dt.date) -> Reconciliation:
    """Of the ledger account (id) behind one or several bank accounts, at the end of that day. Seven statements."""
    ids = list(
        ctx.session.scalars(
            select(BankAccount.id).where(
                BankAccount.account_id == account, BankAccount.deleted_at.is_(None)
            )
        )
    )
    return Reconciliation(
        on, _bank(ctx, ids, on), _books(ctx, account, on), _not_booked(ctx, ids, on),
        _not_at_bank(ctx, account, ids, on),
    )  # fmt: skip


def _bank(ctx: Context, ids: Sequence[int], on: dt.date) -> Decimal:
    """The balance after the last line of each account that states one, and the lines after it."""
    total = NOTHING
    for id in ids:
        mine = (BankLine.account_id == id, BankLine.on <= on, BankLine.deleted_at.is_(None))
        last = ctx.session.execute(
            select(BankLine.id, BankLine.on, BankLine.balance)
            .where(*mine, BankLine.balance.is_not(None))
            .order_by(BankLine.on.desc(), BankLine.id.desc())
            .limit(1)
        ).first()
        rest = select(func.sum(BankLine.amount)).where(*mine)
        if last is not None:
            rest = rest.where(
                (BankLine.on > last.on) | ((BankLine.on == last.on) & (BankLine.id > last.id))
            )
            total += last.balance or NOTHING
        total += ctx.session.scalar(rest) or NOTHING
    return total


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
        .where(*_of(account, on))
    )
    return (begun or NOTHING) + (moved or NOTHING)


def _of(account: int, on: dt.date) -> tuple[Any, ...]:
    return (
        VoucherLine.account_id == account,
        VoucherLine.deleted_at.is_(None),
        Voucher.date <= on,
        Voucher.deleted_at.is_(None),
    )


def _not_booked(ctx: Context, ids: Sequence[int], on: dt.date) -> list[Item]:
    rows = ctx.session.execute(
        select(BankLine.id, BankLine.on, BankLine.amount, BankLine.ref_no)
        .where(
            BankLine.account_id.in_(ids), BankLine.state != "matched", BankLine.on <= on,
            BankLine.deleted_at.is_(None),
        )
        .order_by(BankLine.on, BankLine.id)
    )  # fmt: skip
    return [Item(row.id, row.on, row.amount, row.ref_no) for row in rows]


def _not_at_bank(ctx: Context, account: int, ids: Sequence[int], on: dt.date) -> list[Item]:
    """Vouchers that move the account and stand behind no matched line."""
    matched = (
        BankLine.account_id.in_(ids), BankLine.state == "matched", BankLine.on <= on,
        BankLine.deleted_at.is_(None),
    )  # fmt: skip
    behind = union(
        select(Payment.voucher_id)
        .join(bank_line_payments, bank_line_payments.c.payment_id == Payment.id)
        .join(BankLine, BankLine.id == bank_line_payments.c.bank_line_id)
        .where(*matched, Payment.voucher_id.is_not(None)),
        select(ChannelSettlement.voucher_id)
        .join(BankLine, BankLine.settlement_id == ChannelSettlement.id)
        .where(*matched, ChannelSettlement.voucher_id.is_not(None)),
        select(Refund.voucher_id)
        .join(BankLine, BankLine.refund_id == Refund.id)
        .where(*matched, Refund.voucher_id.is_not(None)),
        select(BankLine.voucher_id).where(*matched, BankLine.voucher_id.is_not(None)),
    ).subquery()
    net = sums.net(VoucherLine)
    rows = ctx.session.execute(
        select(
            Voucher.id, Voucher.date, Voucher.summary, net.label("net")
        )
        .join(VoucherLine, VoucherLine.voucher_id == Voucher.id)
        .where(*_of(account, on), Voucher.id.not_in(select(behind.c[0])))
        .group_by(Voucher.id, Voucher.date, Voucher.summary)
        .having(net != 0)
        .order_by(Voucher.date, Voucher.id)
    )  # fmt: skip
    return [Item(row.id, row.date, row.net, row.summary or "") for row in rows]
