"""Money of an unknown payer on its way back (暂收款退回): whole, once, and never what is assigned to a customer (3.1).

when it is paid   Dr 224105 unknown receipts   Cr the channel that took it, or the bank

As long as a refund asks for it the receipt waits (`returning`); is that not approved, it may be assigned again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.custom.finance.books.people import as_system
from app.custom.finance.books.posting import post_event
from app.forms.follows import follows
from app.generated.channel_settlement import ChannelSettlement
from app.generated.channel_trade import ChannelTrade
from app.generated.open_receipt import OpenReceipt
from app.generated.refund import Refund
from app.runtime import query
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from .. import accounts, gateway

KIND = "unknown"


@dataclass(frozen=True, slots=True)
class Way:
    """Of one payment at a channel: our number for it there, and the account that it came to."""

    channel: str
    out_trade_no: str
    account: int


def is_of(refund: Refund) -> bool:
    """Whether this refund is of an unknown receipt, and not of a payment."""
    return refund.kind == KIND


def ask(ctx: Context, refund: Refund) -> None:
    """A new refund: from now on nobody assigns the receipt. Raises RuleViolation unless it still waits for its payer."""
    receipt = _locked(ctx, refund)
    if receipt.state != "open":
        raise RuleViolation(
            f"暂收款 {receipt.receipt_no} 已认领、已退回或正在退回，不能再退 / "
            f"{receipt.receipt_no} is assigned, given back or asked for already: it does not go back again.",
            field="receipt",
            code="not_open",
        )
    _must_be_whole(refund, receipt)
    _must_have_a_way(ctx, refund, receipt)
    ctx.transition(receipt, "ask_back")


def reckon(ctx: Context, refund: Refund) -> OpenReceipt:
    """At every later step: the receipt, locked; it still waits for this refund, which is whole and can be paid."""
    receipt = _locked(ctx, refund)
    if receipt.state != "returning":
        raise RuleViolation(
            f"暂收款 {receipt.receipt_no} 不在退回中 / {receipt.receipt_no} is not to be given back.",
            field="receipt",
            code="not_returning",
        )
    _must_be_whole(refund, receipt)
    _must_have_a_way(ctx, refund, receipt)
    return receipt


def keep(ctx: Context, refund: Refund) -> None:
    """Not approved: the receipt may be assigned, or asked for again."""
    ctx.transition(_locked(ctx, refund), "keep")


def pay(ctx: Context, refund: Refund) -> None:
    """Out of the books and out of the channel or the bank, or nothing at all."""
    receipt = reckon(ctx, refund)
    way, project = way_of(ctx, receipt), receipt.project_id or 0
    refund.paid_at = ctx.now
    channel, account = (way.channel, way.account) if refund.original else ("bank", None)
    voucher = post_event(
        ctx, "receipt_returned", refund, on=ctx.today, amounts={"amount": receipt.amount},
        aux={"project": receipt.project_id},
        accounts={"paid_from": accounts.ledger_of(ctx, channel, project, account)},
    )  # fmt: skip
    refund.voucher_id = voucher.id if voucher else None
    ctx.transition(receipt, "give_back")
    trade = ctx.get(ChannelTrade, receipt.trade_id)
    as_system(ctx).update(trade, refund=refund.id, status="matched")


def way_of(ctx: Context, receipt: OpenReceipt) -> Way:
    """How it came."""
    trade = ctx.get(ChannelTrade, receipt.trade_id)
    settlement = ctx.get(ChannelSettlement, receipt.settlement_id)
    return Way(receipt.channel, trade.out_trade_no or "", settlement.account_id)


def _locked(ctx: Context, refund: Refund) -> OpenReceipt:
    """As it is now; nobody else assigns it or asks for it until the transaction ends."""
    if refund.receipt_id is None or refund.payment_id is not None:
        raise RuleViolation(
            "退暂收款请选择暂收款，不选收款单 / For an unknown receipt choose the receipt, and no payment.",
            field="receipt" if refund.receipt_id is None else "payment",
            code="not_both",
        )
    ctx.session.flush()
    found: OpenReceipt = ctx.query(
        select(OpenReceipt)
        .where(OpenReceipt.id == refund.receipt_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()
    return found


def _must_be_whole(refund: Refund, receipt: OpenReceipt) -> None:
    if refund.amount is None:
        refund.amount = receipt.amount
    if refund.amount != receipt.amount:
        raise RuleViolation(
            f"暂收款只能全额退回：{receipt.amount} 元 / An unknown receipt goes back as a whole: {receipt.amount} CNY.",
            field="amount",
            code="not_whole",
        )


def _must_have_a_way(ctx: Context, refund: Refund, receipt: OpenReceipt) -> None:
    if not refund.original:
        return
    way = way_of(ctx, receipt)
    if not gateway.knows(way.channel):
        raise RuleViolation(
            "这个支付渠道没有配置，请改为退到银行账户 / This channel is not set up: give it back to a bank account.",
            field="original",
            code="no_gateway",
        )
    if not way.out_trade_no:
        raise RuleViolation(
            "渠道对账单没有这笔交易的商户订单号，不能原路退回，请改为退到银行账户 / "
            "The channel's statement has no order number for it: give it back to a bank account.",
            field="original",
            code="no_order",
        )


@follows(Refund, "receipt", ["kind", "amount"])
def of_receipt(ctx: Context, receipt: int) -> dict[str, Any]:
    """Who chose a receipt chose the kind, and the whole of it."""
    return {"kind": KIND, "amount": query.get(ctx, OpenReceipt, receipt).get("amount")}
