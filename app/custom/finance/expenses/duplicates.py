"""Expenses that look like one that was asked for before: same payee, same gross amount, same day (3.3)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import select

from app.generated.expense import Expense
from app.runtime.context import Context

MOST = 3


def like(
    ctx: Context, payee: str, gross: Decimal, day: dt.date, *, but: int | None = None
) -> list[str]:
    """The numbers of up to three others that are not refused, the latest first."""
    rows = ctx.session.scalars(
        select(Expense.expense_no)
        .where(
            Expense.payee == payee.strip(),
            Expense.gross == gross,
            Expense.spend_on == day,
            Expense.state.not_in(("draft", "rejected")),
            Expense.id != (but or 0),
            Expense.deleted_at.is_(None),
        )
        .order_by(Expense.id.desc())
        .limit(MOST)
    )
    return [one or "" for one in rows]
