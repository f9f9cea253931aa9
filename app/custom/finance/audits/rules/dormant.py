"""A14: money goes back to a customer with whom there was no business for a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import func, select

from app.generated.bill import Bill
from app.generated.payment import Payment
from app.generated.refund import Refund
from app.runtime import clock

from ..rule import Found, Rule, Scope, plain, record

YEAR = dt.timedelta(days=365)
RULE = Rule(
    "A14", "休眠客户退款", "Refunds to dormant customers", "mid",
    {
        "dormant": (
            "退款 {number}（{amount} 元）付给休眠客户：最近账单期 {bill}，最近付款 {payment}",
            "Refund {number} ({amount} CNY) went to a dormant customer: last billed for {bill}, last payment {payment}",
        )
    },
    lasting=True,
)  # fmt: skip


@RULE.finds
def find(scope: Scope) -> Iterator[Found]:
    """One statement: the refunds that were paid, each with the last bill and the last payment before it."""
    bill = (
        select(func.max(Bill.period_to))
        .where(
            Bill.customer_id == Refund.customer_id, Bill.state != "void",
            Bill.created_at < Refund.paid_at, Bill.deleted_at.is_(None),
        )
        .correlate(Refund)
        .scalar_subquery()
    )  # fmt: skip
    payment = (
        select(func.max(Payment.paid_at))
        .where(
            Payment.customer_id == Refund.customer_id, Payment.paid_at < Refund.paid_at,
            Payment.deleted_at.is_(None),
        )
        .correlate(Refund)
        .scalar_subquery()
    )  # fmt: skip
    rows = scope.session.execute(
        select(
            Refund.id, Refund.refund_no, Refund.customer_id, Refund.payment_id, Refund.amount,
            Refund.paid_at, bill.label("bill"), payment.label("payment"),
        )
        .where(
            scope.within(Refund.paid_at), Refund.deleted_at.is_(None),
            # What came from nobody goes back to nobody's account with us.
            Refund.customer_id.is_not(None),
        )
        .order_by(Refund.id)
    )  # fmt: skip
    for row in rows:
        since = clock.local(row.paid_at - YEAR)
        billed = row.bill is not None and row.bill >= since.date()
        paid = row.payment is not None and row.payment >= since
        if billed or paid:
            continue
        last_bill = plain(row.bill) if row.bill else "—"
        last_payment = plain(clock.local(row.payment).date()) if row.payment else "—"
        yield Found(
            "refund", row.id, "dormant",
            {
                "amount": plain(row.amount), "paid_at": plain(row.paid_at), "last_bill": last_bill,
                "last_payment": last_payment,
                "records": [
                    record("refund", row.id, row.refund_no),
                    record("customer", row.customer_id, f"#{row.customer_id}"),
                    record("payment", row.payment_id, f"#{row.payment_id}"),
                ],
            },
            {
                "number": row.refund_no, "amount": row.amount, "bill": last_bill,
                "payment": last_payment,
            },
        )  # fmt: skip
