"""A08: one person's requests stand in a heap just below the amount from which somebody higher must approve."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, select

from app.generated.expense import Expense
from app.generated.refund import Refund

from ..rule import Found, Rule, Scope, grouped, record, some

NEAR = Decimal("0.95")
HEAP = 3
RULE = Rule(
    "A08", "金额紧贴审批限额", "Heaps just below a limit of approval", "mid",
    {
        "heap": (
            "{who} 有 {number} 笔{what}在限额 {limit} 元的 95%–100%，合计 {total} 元",
            "{who} has {number} × {kind} at 95–100 % of the limit of {limit} CNY, {total} CNY in all",
        )
    },
    lasting=True,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limit:
    """Above `amount` yuan (the field `large` of the entity says so) the general manager approves."""

    entity: type[Any]
    field: str
    amount: Decimal
    number: str
    who: str
    """The field of the person who asks."""
    subject: str
    zh: str
    en: str


LIMITS = (
    Limit(
        Expense,
        "gross",
        Decimal(5000),
        "expense_no",
        "applicant_id",
        "employee",
        "费用申请",
        "expense",
    ),
    Limit(Refund, "amount", Decimal(2000), "refund_no", "created_by_id", "user", "退款", "refund"),
)


@RULE.finds
def find(scope: Scope) -> Iterator[Found]:
    """A statement for each limit."""
    for limit in LIMITS:
        rows = scope.session.execute(_near(scope, limit))
        for who, mine in grouped(rows, lambda row: row.who):
            if len(mine) >= HEAP:
                yield _heap(limit, who, mine)


def _near(scope: Scope, limit: Limit) -> Select[Any]:
    of, number = limit.entity, getattr(limit.entity, limit.number)
    amount, who = getattr(of, limit.field), getattr(of, limit.who)
    return (
        select(of.id, amount.label("amount"), number.label("number"), who.label("who"))
        .where(
            scope.within(of.created_at), who.is_not(None), amount >= limit.amount * NEAR,
            amount <= limit.amount, of.state != "rejected", of.deleted_at.is_(None),
        )
        .order_by(who, of.id)
    )  # fmt: skip


def _heap(limit: Limit, who: int, rows: list[Any]) -> Found:
    total = sum((row.amount for row in rows), Decimal(0))
    key = limit.entity.key()
    return Found(
        limit.subject, who, "heap",
        {
            "limit": f"{limit.amount:.2f}", "number": len(rows), "total": f"{total:.2f}",
            "records": some(record(key, row.id, row.number, amount=row.amount) for row in rows),
        },
        {
            "who": f"{limit.subject} #{who}", "number": len(rows), "what": limit.zh,
            "kind": limit.en, "limit": limit.amount, "total": total,
        },
        (key, *(row.id for row in rows)),
    )  # fmt: skip
