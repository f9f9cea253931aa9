"""A10: money that was received three days ago and that no bank line, channel settlement or cash count shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import select

from app.generated import enums
from app.generated.payment import Payment

from ..rule import Found, Rule, Scope, plain, record

DAYS = 3
CHANNELS = {one.name: one.label for one in enums.pay_channel.values}
RULE = Rule(
    "A10", "收款未与银行或渠道核对", "Receipts without a match", "mid",
    {
        "unmatched": (
            "收款单 {number}（{channel_zh}，{amount} 元）到账 {days} 天仍未核对",
            "Payment {number} ({channel_en}, {amount} CNY) has not been matched for {days} days",
        )
    },
    nightly=True,
)  # fmt: skip


@RULE.finds
def find(scope: Scope) -> Iterator[Found]:
    """One statement. What is reconciled has another state; cash is shown by its count, a channel's money by its settlement."""
    now = scope.ctx.now
    rows = scope.session.execute(
        select(Payment.id, Payment.payment_no, Payment.channel, Payment.amount, Payment.paid_at)
        .where(
            Payment.state == "settled",
            scope.within(Payment.paid_at),
            Payment.paid_at < now - dt.timedelta(days=DAYS),
            Payment.channel != "offset",
            Payment.settlement_id.is_(None),
            Payment.cash_count_id.is_(None),
            Payment.deleted_at.is_(None),
        )
        .order_by(Payment.id)
    )
    for row in rows:
        days = (now - row.paid_at).days
        yield Found(
            "payment", row.id, "unmatched",
            {
                "channel": row.channel, "amount": plain(row.amount), "paid_at": plain(row.paid_at),
                "records": [record("payment", row.id, row.payment_no)],
            },
            {
                "number": row.payment_no, "amount": row.amount, "days": days,
                **{f"channel_{one}": CHANNELS[row.channel].in_language(one) for one in ("zh", "en")},
            },
        )  # fmt: skip
