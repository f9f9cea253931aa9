"""The trades of a channel and ours, one by one: matched, different, missing with us, missing there; then settled (3.1).

A payment without an order of ours (a static code: nobody knows who paid) hinders nothing: it is held until somebody
assigns it (`held.py`).

Set-based: some statements for a thousand trades, whatever they are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import or_, select

from app.custom.finance.books.posting import post_event
from app.generated.bank_account import BankAccount
from app.generated.channel_settlement import ChannelSettlement, channel_settlement_hooks
from app.generated.channel_trade import ChannelTrade
from app.generated.payment import Payment
from app.generated.refund import Refund
from app.runtime import jobs, records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from .. import accounts
from ..online import paying
from ..online.notice import CHINA
from . import held

AUDIT = "comparison with a channel"
AT_ONCE = 1000
BOOKED = ("settled", "reconciled", "refunded")
GIVEN_BACK = ("paid", "closed")
OURS = "SK"
"""How the orders begin that we give: the number of the payment."""


@dataclass(frozen=True, slots=True)
class Ours:
    """What we have of a trade. `free`: no other statement settled it."""

    id: int
    amount: Decimal
    booked: bool
    free: bool


@channel_settlement_hooks.on_transition("match")
def compare(settlement: ChannelSettlement, ctx: Context) -> None:
    """Each trade with our payment or refund; what the channel has and we do not yet is asked for at the channel."""
    ctx.session.flush()
    matched, unknown, total, waiting = 0, 0, 0, []
    for trades in _trades(ctx, settlement.id):
        payments, refunds = _payments(ctx, settlement, trades), _refunds(ctx, trades)
        changes = []
        for one in trades:
            found = payments.get(one.id) if one.kind == "pay" else refunds.get(one.id)
            status = _status(one, found)
            matched += status == "matched"
            unknown += status == "unknown"
            total += 1
            if found and not found.booked and one.kind == "pay":
                waiting.append(found.id)
            changes.append(
                {
                    "id": one.id,
                    "payment_id": found.id if found and one.kind == "pay" else None,
                    "refund_id": found.id if found and one.kind == "refund" else None,
                    "status": status,
                }
            )
        records.write_set(ctx, ChannelTrade, changes, action="each", audit=AUDIT)
    settlement.matched, settlement.unknown = matched, unknown
    settlement.missing = total - matched - unknown
    settlement.surplus = len(surplus(ctx, settlement))
    jobs.enqueue_many(
        ctx, paying.ASK,
        [jobs.Asked(f"payment {id} {settlement.id} {ctx.now:%Y%m%d%H%M%S}", {"payment": id}) for id in waiting],
    )  # fmt: skip


def _status(trade: Any, found: Ours | None) -> str:
    if found is None and trade.kind == "pay" and not _is_ours(trade.out_trade_no):
        return "unknown"
    if found is None or not found.booked:
        return "open"
    return "matched" if found.amount == trade.amount and found.free else "differs"


def _is_ours(out_trade_no: str | None) -> bool:
    """Whether the order looks like one that we gave: a payment of it was lost, and that is no unknown payer."""
    return (out_trade_no or "").startswith(OURS)


def _trades(ctx: Context, settlement: int) -> Iterable[list[Any]]:
    """A thousand at a time, by id."""
    last = 0
    while True:
        found = ctx.session.execute(
            select(
                ChannelTrade.id, ChannelTrade.kind, ChannelTrade.trade_no,
                ChannelTrade.out_trade_no, ChannelTrade.amount, ChannelTrade.fee,
                ChannelTrade.payment_id,
            )
            .where(
                ChannelTrade.settlement_id == settlement,
                ChannelTrade.id > last,
                ChannelTrade.deleted_at.is_(None),
            )
            .order_by(ChannelTrade.id)
            .limit(AT_ONCE)
        ).all()  # fmt: skip
        if not found:
            return
        yield list(found)
        last = found[-1].id


def _payments(ctx: Context, settlement: ChannelSettlement, trades: list[Any]) -> dict[int, Ours]:
    """Trade → our payment: by our number, else by the channel's."""
    pays = [one for one in trades if one.kind == "pay"]
    rows = ctx.session.execute(
        select(
            Payment.id, Payment.out_trade_no, Payment.channel_trade_no, Payment.amount,
            Payment.state, Payment.settlement_id,
        ).where(
            Payment.channel == settlement.channel,
            Payment.deleted_at.is_(None),
            or_(
                Payment.out_trade_no.in_({one.out_trade_no for one in pays if one.out_trade_no}),
                Payment.channel_trade_no.in_({one.trade_no for one in pays}),
            ),
        )
    ).all()  # fmt: skip
    ours = {row.out_trade_no: row for row in rows if row.out_trade_no}
    theirs = {row.channel_trade_no: row for row in rows if row.channel_trade_no}
    found = {}
    for one in pays:
        row = theirs.get(one.trade_no) or ours.get(one.out_trade_no)
        if row is None:
            continue
        # Our order, but another trade of the channel: somebody paid it twice.
        same = row.channel_trade_no in (None, one.trade_no)
        free = row.settlement_id in (None, settlement.id)
        found[one.id] = Ours(row.id, row.amount, row.state in BOOKED, free and same)
    return found


def _refunds(ctx: Context, trades: list[Any]) -> dict[int, Ours]:
    """Trade → our refund, by its number or the channel's."""
    backs = [one for one in trades if one.kind == "refund"]
    if not backs:
        return {}
    rows = ctx.session.execute(
        select(Refund.id, Refund.refund_no, Refund.channel_no, Refund.amount, Refund.state).where(
            Refund.deleted_at.is_(None),
            or_(
                Refund.refund_no.in_({one.out_trade_no for one in backs if one.out_trade_no}),
                Refund.channel_no.in_({one.trade_no for one in backs}),
            ),
        )
    ).all()
    ours = {row.refund_no: row for row in rows}
    theirs = {row.channel_no: row for row in rows if row.channel_no}
    found = {}
    for one in backs:
        row = ours.get(one.out_trade_no) or theirs.get(one.trade_no)
        if row is not None:
            found[one.id] = Ours(row.id, row.amount, row.state in GIVEN_BACK, free=True)
    return found


def surplus(ctx: Context, settlement: ChannelSettlement) -> list[int]:
    """Ids of our payments of that channel and day that no statement has: the channel may state them a day later."""
    begins = dt.datetime.combine(settlement.on, dt.time(), CHINA).astimezone(dt.UTC)
    account = ctx.get(BankAccount, settlement.account_id)
    named = select(ChannelTrade.payment_id).where(
        ChannelTrade.payment_id.is_not(None), ChannelTrade.deleted_at.is_(None)
    )
    statement = select(Payment.id).where(
        Payment.channel == settlement.channel,
        Payment.state.in_(BOOKED),
        Payment.paid_at >= begins,
        Payment.paid_at < begins + dt.timedelta(days=1),
        Payment.settlement_id.is_(None),
        Payment.id.not_in(named),
        or_(
            Payment.account_id == account.id,
            Payment.account_id.is_(None)
            & (Payment.project_id == account.project_id if account.project_id else True),
        ),
        Payment.deleted_at.is_(None),
    )
    return list(ctx.session.scalars(statement.order_by(Payment.id)))


@channel_settlement_hooks.on_transition("settle")
def settle(settlement: ChannelSettlement, ctx: Context) -> None:
    """Looked at once more, then the payments are reconciled and the voucher is made: bank, fee, channel."""
    compare(settlement, ctx)
    if settlement.missing:
        raise RuleViolation(
            f"有 {settlement.missing} 笔渠道交易与我方不一致，请重新核对 / "
            f"{settlement.missing} trades of the channel do not agree with ours: match again.",
            code="missing",
        )
    for trades in _trades(ctx, settlement.id):
        ids = {one.payment_id: one for one in trades if one.payment_id is not None}
        states = dict(
            ctx.session.execute(
                select(Payment.id, Payment.state)
                .where(Payment.id.in_(ids))
                .order_by(Payment.id)
                .with_for_update(key_share=True)
            ).all()
        )
        rows = [
            {"id": id, "settlement_id": settlement.id, "channel_fee": ids[id].fee}
            for id in sorted(states)
        ]
        records.write_set(ctx, Payment, rows, action="each", audit=AUDIT)
        records.write_set(
            ctx, Payment, [{"id": id} for id, state in sorted(states.items()) if state == "settled"],
            action="step", step="reconcile", audit=AUDIT,
        )  # fmt: skip
    account = ctx.get(BankAccount, settlement.account_id)
    named: dict[str, int | str] = {"channel": account.account_id}
    bank = accounts.account_of(ctx, "bank", account.project_id or 0)
    if bank is not None:
        named["bank"] = bank.account_id
    voucher = post_event(
        ctx, "channel_settled", settlement, on=settlement.on,
        amounts={
            "gross": settlement.gross or Decimal(0), "net": settlement.net or Decimal(0),
            "fee": settlement.fee or Decimal(0),
        },
        accounts=named,
    )  # fmt: skip
    settlement.voucher_id = voucher.id if voucher else None
    held.keep(ctx, settlement, account)
