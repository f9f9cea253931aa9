"""A16: receivables that were due more than two and a half years ago: the time to sue ends half a year later."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select

from app.custom.finance.books import sums
from app.generated.bill import Bill

from ..rule import LISTED, Found, Rule, Scope, grouped, plain, record

MONTHS = 30
RULE = Rule(
    "A16", "长期挂账的应收款", "Receivables older than two and a half years", "mid",
    {
        "old": (
            "客户 #{customer} 有 {number} 笔账单逾期两年半以上，共 {amount} 元，最早 {oldest} 到期",
            "Customer #{customer} has {number} bills due more than two and a half years ago, {amount} CNY in all, the first on {oldest}",
        )
    },
)  # fmt: skip
OPEN = ("open", "partial")


@RULE.finds
def find(scope: Scope) -> Iterator[Found]:
    """Two statements: the customers, and the first bills of each. As of today, whatever the months."""
    today = scope.ctx.today
    number = today.year * 12 + today.month - 1 - MONTHS
    due = today.replace(year=number // 12, month=number % 12 + 1, day=min(today.day, 28))
    old = (Bill.state.in_(OPEN), Bill.due_on < due, Bill.balance > 0, Bill.deleted_at.is_(None))
    place = func.row_number().over(partition_by=Bill.customer_id, order_by=(Bill.due_on, Bill.id))
    ranked = select(Bill.id, Bill.customer_id, Bill.bill_no, Bill.balance, Bill.due_on, place.label("place")).where(*old).subquery()  # fmt: skip
    totals = {
        row.customer_id: row
        for row in scope.session.execute(
            select(
                Bill.customer_id, func.count().label("number"), func.min(Bill.due_on).label("oldest"),
                sums.total(Bill.balance).label("amount"),
            )
            .where(*old)
            .group_by(Bill.customer_id)
        )
    }  # fmt: skip
    rows = scope.session.execute(
        select(ranked).where(ranked.c.place < LISTED).order_by(ranked.c.customer_id, ranked.c.place)
    )
    for customer, mine in grouped(rows, lambda row: row.customer_id):
        total = totals[customer]
        yield Found(
            "customer", customer, "old",
            {
                "number": total.number, "amount": plain(total.amount), "oldest": plain(total.oldest),
                "records": [
                    record("customer", customer, f"#{customer}"),
                    *(record("bill", row.id, row.bill_no, amount=row.balance, due=row.due_on) for row in mine),
                ],
            },
            {
                "customer": customer, "number": total.number, "amount": total.amount,
                "oldest": total.oldest,
            },
            (plain(total.oldest),),
        )  # fmt: skip
