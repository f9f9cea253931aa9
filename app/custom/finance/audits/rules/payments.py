"""A03: the same payer paid the same amount twice within a day, by different trades."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from app.generated.payment import Payment
from app.runtime.expression.functions import dougong_days, local_date

from ..rule import Found, Rule, Scope, plain, record

RECEIVED = ("settled", "reconciled")
DAYS = 1
RULE = Rule(
    "A03", "重复收款", "The same payment twice", "mid",
    {
        "twice": (
            "客户 {customer} 在 {first} 和 {second} 两次支付 {amount} 元，流水号不同",
            "Customer {customer} paid {amount} CNY on {first} and again on {second}, by different trades",
        )
    },
    lasting=True, nightly=True,
)  # fmt: skip


@RULE.finds
def find(scope: Scope) -> Iterator[Found]:
    """One statement: payments of these months, each with those of the same payer just before it."""
    second, first = aliased(Payment), aliased(Payment)
    start, end = scope.moments
    rows = scope.session.execute(
        select(
            second.id, second.payment_no, second.customer_id, second.amount,
            second.paid_at, second.channel, second.channel_trade_no, first.id.label("first_id"),
            first.payment_no.label("first_no"), first.paid_at.label("first_at"),
            first.channel.label("first_channel"), first.channel_trade_no.label("first_trade"),
        )
        .join(
            first,
            (first.customer_id == second.customer_id)
            & (first.amount == second.amount)
            & (first.id < second.id),
        )
        .where(
            second.paid_at >= start, second.paid_at < end,
            first.paid_at >= start - dt.timedelta(days=DAYS + 1),
            func.abs(dougong_days(local_date(first.paid_at), local_date(second.paid_at))) <= DAYS,
            second.state.in_(RECEIVED), first.state.in_(RECEIVED),
            second.channel != "offset", first.channel != "offset",
            or_(
                second.channel != first.channel, second.channel_trade_no.is_(None),
                first.channel_trade_no.is_(None), second.channel_trade_no != first.channel_trade_no,
            ),
            second.deleted_at.is_(None), first.deleted_at.is_(None),
        )
        .order_by(second.id, first.id)
    )  # fmt: skip
    last = None
    for row in rows:
        if row.id == last:
            continue
        last = row.id
        yield Found(
            "payment", row.id, "twice",
            {
                "amount": plain(row.amount),
                "records": [
                    record("payment", row.first_id, row.first_no, at=row.first_at, channel=row.first_channel, trade=row.first_trade),
                    record("payment", row.id, row.payment_no, at=row.paid_at, channel=row.channel, trade=row.channel_trade_no),
                    record("customer", row.customer_id, f"#{row.customer_id}"),
                ],
            },
            {
                "customer": f"#{row.customer_id}", "amount": row.amount,
                "first": plain(row.first_at), "second": plain(row.paid_at),
            },
            (row.first_id,),
        )  # fmt: skip
