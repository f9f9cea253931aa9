"""What may stand behind the lines of a bank account: payments, settled statements of channels, refunds; each not yet matched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import or_, select

from app.generated.bank_account import BankAccount
from app.generated.bank_line import BankLine
from app.generated.bank_line.model import bank_line_payments
from app.generated.bank_refusal import BankRefusal
from app.generated.channel_settlement import ChannelSettlement
from app.generated.customer import Customer
from app.generated.payment import Payment
from app.generated.refund import Refund
from app.runtime import clock
from app.runtime.context import Context

from .. import accounts
from .matching import BankRow, Claim

BY_BANK = tuple(name for name, kind in accounts.KIND.items() if kind == "bank")
LOOKED_BACK = dt.timedelta(days=400)
MOST = 50_000
CHANNEL_NAMES = {
    "wechat": frozenset({"财付通支付科技", "微信支付"}),
    "alipay": frozenset({"支付宝中国网络技术", "支付宝网络技术", "支付宝支付科技"}),
}
"""Whom the bank names when a channel pays out."""


def rows(ctx: Context, account: int, *, most: int = MOST) -> list[BankRow]:
    """The open lines of the account, the oldest first."""
    found = ctx.session.execute(
        select(
            BankLine.id, BankLine.on, BankLine.amount, BankLine.counterparty, BankLine.ref_no, BankLine.memo
        )
        .where(
            BankLine.account_id == account, BankLine.state == "open", BankLine.deleted_at.is_(None)
        )
        .order_by(BankLine.on, BankLine.id)
        .limit(most)
    )  # fmt: skip
    return [row_of(one) for one in found]


def row_of(line: Any) -> BankRow:
    """A line as it is compared."""
    return BankRow(
        line.id, line.on, line.amount, line.counterparty or "", line.ref_no or "", line.memo or ""
    )


def refused(ctx: Context, account: int) -> set[tuple[int, str, int]]:
    """What a person said that open lines of the account are not: (line, kind, id). One statement."""
    row = BankRefusal
    found = ctx.session.execute(
        select(row.line_id, row.payment_id, row.settlement_id, row.refund_id)
        .join(BankLine, BankLine.id == row.line_id)
        .where(
            BankLine.account_id == account, BankLine.state == "open", row.deleted_at.is_(None)
        )
    )  # fmt: skip
    return {
        (one.line_id, kind, id)
        for one in found
        for kind, id in (
            ("payment", one.payment_id), ("settlement", one.settlement_id), ("refund", one.refund_id),
        )
        if id is not None
    }  # fmt: skip


def of(ctx: Context, account: BankAccount) -> list[Claim]:
    """Everything that may have come or gone through this account. Four statements, and one for each project."""

    @cache
    def usual(project: int | None) -> int | None:
        """The bank account where money of a project goes when nobody says."""
        found = accounts.account_of(ctx, "bank", project or 0)
        return found.id if found is not None else None

    since = ctx.now - LOOKED_BACK
    return [
        *_payments(ctx, account.id, usual, since),
        *_settlements(ctx, account.id, usual, since.date()),
        *_refunds(ctx, account.id, usual, since),
    ]


def _payments(ctx: Context, account: int, usual: Any, since: dt.datetime) -> Iterable[Claim]:
    linked = select(bank_line_payments.c.payment_id)
    found = ctx.session.execute(
        select(
            Payment.id, Payment.paid_at, Payment.amount, Payment.payer_name, Payment.channel,
            Payment.channel_trade_no, Payment.payment_no, Payment.receipt_no, Payment.account_id,
            Payment.project_id, Customer.name,
        )
        .join(Customer, Customer.id == Payment.customer_id)
        .where(
            Payment.channel.in_(BY_BANK),
            Payment.state == "settled",
            Payment.paid_at >= since,
            Payment.id.not_in(linked),
            _is_free(Payment.voucher_id),
            Payment.deleted_at.is_(None),
        )
        .order_by(Payment.id)
        .limit(MOST)
    )  # fmt: skip
    for one in found:
        if one.paid_at is None or (one.account_id or usual(one.project_id)) not in (None, account):
            continue
        yield Claim(
            "payment", one.id, clock.local(one.paid_at).date(), one.amount,
            _some(one.payer_name, one.name),
            _some(one.channel_trade_no, one.payment_no, one.receipt_no),
            "pos" if one.channel == "pos" else "",
        )  # fmt: skip


def _settlements(ctx: Context, account: int, usual: Any, since: dt.date) -> Iterable[Claim]:
    linked = select(BankLine.settlement_id).where(
        BankLine.settlement_id.is_not(None), BankLine.deleted_at.is_(None)
    )
    found = ctx.session.execute(
        select(
            ChannelSettlement.id, ChannelSettlement.on, ChannelSettlement.net,
            ChannelSettlement.channel, BankAccount.project_id,
        )
        .join(BankAccount, BankAccount.id == ChannelSettlement.account_id)
        .where(
            ChannelSettlement.state == "settled",
            ChannelSettlement.on >= since,
            ChannelSettlement.id.not_in(linked),
            _is_free(ChannelSettlement.voucher_id),
            ChannelSettlement.deleted_at.is_(None),
        )
        .order_by(ChannelSettlement.id)
    )  # fmt: skip
    for one in found:
        if one.net and usual(one.project_id) in (None, account):
            names = CHANNEL_NAMES.get(one.channel, frozenset())
            yield Claim("settlement", one.id, one.on, one.net, names)


def _refunds(ctx: Context, account: int, usual: Any, since: dt.datetime) -> Iterable[Claim]:
    linked = select(BankLine.refund_id).where(
        BankLine.refund_id.is_not(None), BankLine.deleted_at.is_(None)
    )
    found = ctx.session.execute(
        select(
            Refund.id, Refund.paid_at, Refund.amount, Refund.account_name, Refund.channel_no,
            Refund.refund_no, Refund.project_id, Refund.original, Payment.channel, Payment.account_id,
            Customer.name,
        )
        .outerjoin(Payment, Payment.id == Refund.payment_id)
        .outerjoin(Customer, Customer.id == Payment.customer_id)
        .where(
            Refund.state.in_(("paid", "closed")),
            Refund.paid_at >= since,
            Refund.id.not_in(linked),
            _is_free(Refund.voucher_id),
            Refund.deleted_at.is_(None),
        )
        .order_by(Refund.id)
    )  # fmt: skip
    for one in found:
        by_bank = not one.original or one.channel in BY_BANK
        through = (one.account_id if one.original else None) or usual(one.project_id)
        if one.amount and one.paid_at and by_bank and through in (None, account):
            yield Claim(
                "refund", one.id, clock.local(one.paid_at).date(), -one.amount,
                _some(one.account_name, one.name), _some(one.channel_no, one.refund_no),
            )  # fmt: skip


def _is_free(voucher: Any) -> Any:
    """No line has the voucher itself behind it: that is the same money."""
    taken = select(BankLine.voucher_id).where(
        BankLine.voucher_id.is_not(None), BankLine.deleted_at.is_(None)
    )
    return or_(voucher.is_(None), voucher.not_in(taken))


def _some(*texts: str | None) -> frozenset[str]:
    return frozenset(text for text in texts if text)
