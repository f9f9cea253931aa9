"""Money on its way back: by the channel that brought it, asked until it says what became of it; the same number is paid once."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.generated.open_receipt import OpenReceipt
from app.generated.payment import Payment
from app.generated.refund import Refund
from app.runtime import jobs, records
from app.runtime.context import Context
from app.runtime.errors import message

from .. import gateway, offsets
from . import notices, unknown

SEND = "cash.refund"
CLOSE = "cash.refund_close"
ONLINE = ("wechat", "alipay")


@dataclass(frozen=True, slots=True)
class Order:
    """What was paid at the channel: our number for it there, and yuan."""

    channel: str
    out_trade_no: str
    amount: Decimal


class StillWaiting(Exception):
    """The channel has not paid it yet: the job asks again, later and later."""


def begin(ctx: Context, refund: Refund, payment: Payment) -> None:
    """After the commit: tell the channel, or close what moved no money. Cash waits for the daily count, a transfer for the bank."""
    if payment.channel == offsets.CHANNEL:
        ctx.enqueue(CLOSE, key=f"refund {refund.id}", refund=refund.id)
    elif refund.original and payment.channel in ONLINE:
        ctx.enqueue(SEND, key=f"refund {refund.id}", refund=refund.id)


def begin_unknown(ctx: Context, refund: Refund) -> None:
    """The same of an unknown receipt: always a channel's, unless the bank gives it back."""
    if refund.original:
        ctx.enqueue(SEND, key=f"refund {refund.id}", refund=refund.id)


@jobs.job(CLOSE, label=message(zh="完成退款", en="Close a refund"))
def close(ctx: Context, *, refund: int) -> None:
    """Nothing is to be waited for."""
    done(ctx, ctx.get(Refund, refund))


@jobs.job(SEND, atomic=False, label=message(zh="渠道退款", en="Give back through the channel"))
def send(ctx: Context, *, refund: int) -> None:
    """Asked under the number of the refund, so that a second time changes nothing."""
    of = ctx.get(Refund, refund)
    if of.state != "paid":
        return
    order = _order_of(ctx, of)
    answer = gateway.of(order.channel).refund(
        str(of.refund_no),
        order.out_trade_no,
        of.amount or order.amount,
        order.amount,
        of.reason,
    )
    if answer.state == "waiting":
        raise StillWaiting(of.refund_no)
    with records.writing(ctx):
        of = ctx.get(Refund, refund)
        if answer.state == "done":
            done(ctx, of, answer.channel_no)
        else:
            notices.refused(ctx, of, answer.why)


def _order_of(ctx: Context, refund: Refund) -> Order:
    if refund.receipt_id is not None:
        receipt = ctx.get(OpenReceipt, refund.receipt_id)
        way = unknown.way_of(ctx, receipt)
        return Order(way.channel, way.out_trade_no, receipt.amount)
    payment = ctx.get(Payment, refund.payment_id or 0)
    return Order(payment.channel, str(payment.out_trade_no), payment.amount)


def done(ctx: Context, refund: Refund, channel_no: str = "") -> None:
    """The money has arrived: channel, bank or daily count say so. What is closed stays as it is."""
    if refund.state != "paid":
        return
    if channel_no:
        refund = ctx.update(refund, channel_no=channel_no)
    ctx.transition(refund, "close")
