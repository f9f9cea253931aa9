"""What goes on by itself when nobody does anything: orders close, held work resumes (1.4)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select

from app.generated.work_order import WorkOrder
from app.runtime.context import Context
from app.runtime.jobs import schedule

SILENCE = dt.timedelta(hours=72)
AT_ONCE = 500


@schedule("work_order.confirm_after_silence", cron="0 7 * * * *")
def confirm_after_silence(ctx: Context) -> None:
    """Hourly: what was resolved 72 hours ago and not answered is closed."""
    for order in _due(
        ctx, WorkOrder.state == "resolved", WorkOrder.resolved_at <= ctx.now - SILENCE
    ):
        ctx.transition(order, "confirm")


@schedule("work_order.resume_held", cron="0 */5 * * * *")
def resume_held(ctx: Context) -> None:
    """Every five minutes: what was held until now goes on."""
    for order in _due(ctx, WorkOrder.state == "on_hold", WorkOrder.resume_at <= ctx.now):
        ctx.transition(order, "resume")


def _due(ctx: Context, *conditions: Any) -> list[WorkOrder]:
    statement = select(WorkOrder).where(WorkOrder.deleted_at.is_(None), *conditions)
    return list(ctx.query(statement.order_by(WorkOrder.id).limit(AT_ONCE)))
