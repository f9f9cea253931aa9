"""How long the answers to Idempotency-Keys are kept, and their end: they may name people."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import delete

from .clients.tables import RateBudget
from .errors import message
from .jobs import schedule
from .system import Idempotency

if TYPE_CHECKING:
    from .context import Context

KEPT = dt.timedelta(hours=24)


def sweep(ctx: Context) -> int:
    """Remove answers that nobody gets any more, and budgets of minutes that are over; how many answers."""
    before = ctx.now - KEPT
    gone = ctx.session.execute(delete(Idempotency).where(Idempotency.created_at <= before))
    minute = int(before.timestamp()) // 60
    ctx.session.execute(delete(RateBudget).where(RateBudget.minute < minute))
    return int(gone.rowcount)  # type: ignore[attr-defined]


@schedule(
    "stored_answers.sweep",
    label=message(zh="清理已保存的接口应答", en="Forget stored answers of the interface"),
    cron="0 37 * * * *",
)
def _sweep(ctx: Context) -> None:
    sweep(ctx)
