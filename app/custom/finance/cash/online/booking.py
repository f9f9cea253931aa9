"""A trade that a channel tells of, by a notice or when asked, becomes money received: once, or an alert and nothing at all.

Signatures were verified before. Here: our order, its channel, our merchant, CNY, the very amount; then `settle` books it in
the same transaction. What does not agree is booked nowhere: people are told, and the audit log keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select

from app.generated.payment import Payment
from app.runtime import records
from app.runtime.audit.log import log
from app.runtime.context import Context
from app.runtime.errors import AppError, StaleRecord
from app.runtime.writing.transaction import ATTEMPTS, repeated

from ..gateway import Trade
from ..payments import settle
from . import alerts

Became = Literal["booked", "known", "waiting", "refused"]
OPEN = ("created", "pending", "failed")
DONE = ("settled", "reconciled", "refunded")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it; `why` it was refused (a key of alerts.REASONS)."""

    became: Became
    why: str = ""


def book_once(ctx: Context, channel: str, trade: Trade, merchant: str) -> Outcome:
    """`book`, again when another notice of the same order was faster: it finds that one's work."""
    for _ in range(ATTEMPTS - 1):
        try:
            return repeated(ctx, lambda: book(ctx, channel, trade, merchant))
        except StaleRecord:
            ctx.session.rollback()
    return repeated(ctx, lambda: book(ctx, channel, trade, merchant))


def book(ctx: Context, channel: str, trade: Trade, merchant: str) -> Outcome:
    """Book the trade. `merchant`: who must have been paid. Its own transaction; AppErrors become a refusal with an alert."""
    try:
        with records.writing(ctx):
            outcome = _book(ctx, channel, trade, merchant)
    except StaleRecord:
        raise
    except AppError as error:
        # Nothing was written: no voucher rule, no open period. The channel tells it again, people are told now.
        outcome = Outcome("refused", "not_booked")
        told = error.message.in_language("zh")
    else:
        told = ""
    if outcome.became == "refused":
        refuse(ctx, channel, trade, outcome.why, told)
    return outcome


def _book(ctx: Context, channel: str, trade: Trade, merchant: str) -> Outcome:
    payment = _locked(ctx, trade.out_trade_no)
    if payment is None or payment.channel != channel:
        return Outcome("refused", "unknown_order")
    if trade.merchant != merchant:
        return Outcome("refused", "wrong_merchant")
    if trade.currency != "CNY":
        return Outcome("refused", "wrong_currency")
    if trade.amount != payment.amount:
        return Outcome("refused", "wrong_amount")
    if payment.state in DONE:
        if trade.state == "paid" and payment.channel_trade_no != trade.trade_no:
            return Outcome("refused", "paid_twice")
        return Outcome("known")
    if trade.state == "refunded":
        return Outcome("refused", "refunded_there")
    if trade.state != "paid":
        return Outcome("waiting")
    late = payment.state == "failed"
    payment = settle(
        ctx, payment, channel_trade_no=trade.trade_no, fee=trade.fee, at=trade.paid_at or ctx.now
    )
    if late:
        alerts.late(ctx, payment)
    return Outcome("booked")


def _locked(ctx: Context, out_trade_no: str) -> Payment | None:
    """The payment as it is now: two notices of one order wait for each other."""
    if not out_trade_no:
        return None
    found: Payment | None = ctx.query(
        select(Payment)
        .where(Payment.out_trade_no == out_trade_no, Payment.deleted_at.is_(None))
        .with_for_update(of=Payment, key_share=True)
        .execution_options(populate_existing=True)
    ).first()
    return found


def refuse(ctx: Context, channel: str, trade: Trade, why: str, told: str = "") -> None:
    """Keep in the audit log what the channel said, and tell the accountants, once for each order and reason."""
    with records.writing(ctx):
        id = ctx.session.scalar(
            select(Payment.id).where(Payment.out_trade_no == trade.out_trade_no[:64])
        )
        log(
            ctx, "payment:refused", Payment.key(), id,
            {
                "channel": channel, "why": why, "out_trade_no": trade.out_trade_no[:64],
                "trade_no": trade.trade_no[:64], "state": trade.state, "amount": str(trade.amount),
                "merchant": trade.merchant[:80], "currency": trade.currency[:8],
            },
        )  # fmt: skip
        alerts.refused(ctx, channel, trade, why, told, payment=id)
