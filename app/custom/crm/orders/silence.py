"""What goes on by itself when nobody does anything: orders close, held work resumes (1.4).

Each order is a job of its own: one that cannot go on is tried again and stops no other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from app.generated.work_order import WorkOrder
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import job, schedule

SILENCE = dt.timedelta(hours=72)
AT_ONCE = 500


@schedule(
    "work_order.confirm_after_silence",
    label=message(zh="查找逾期未确认的工单", en="Find orders that nobody confirmed"),
    cron="0 7 * * * *",
)
def confirm_after_silence(ctx: Context) -> None:
    """Hourly: what was resolved 72 hours ago and not answered is closed."""
    since = ctx.now - SILENCE
    for id, moment in _due(
        ctx, WorkOrder.resolved_at, WorkOrder.state == "resolved", WorkOrder.resolved_at <= since
    ):
        ctx.enqueue("work_order.confirm_one", key=f"{id}:{moment.isoformat()}", order=id)


@job("work_order.confirm_one", label=message(zh="自动确认工单", en="Confirm an order by itself"))
def confirm_one(ctx: Context, order: int) -> None:
    """Close it, unless somebody answered in the meantime."""
    silent = ctx.get(WorkOrder, order)
    answered = silent.resolved_at is None or silent.resolved_at > ctx.now - SILENCE
    if silent.state == "resolved" and not answered:
        ctx.transition(silent, "confirm")


@schedule(
    "work_order.resume_held",
    label=message(zh="查找挂起到期的工单", en="Find orders whose hold is over"),
    cron="0 */5 * * * *",
)
def resume_held(ctx: Context) -> None:
    """Every five minutes: what was held until now goes on."""
    for id, moment in _due(
        ctx, WorkOrder.resume_at, WorkOrder.state == "on_hold", WorkOrder.resume_at <= ctx.now
    ):
        ctx.enqueue("work_order.resume_one", key=f"{id}:{moment.isoformat()}", order=id)


@job("work_order.resume_one", label=message(zh="自动恢复工单", en="Resume an order by itself"))
def resume_one(ctx: Context, order: int) -> None:
    """Go on with it, unless somebody did already."""
    held = ctx.get(WorkOrder, order)
    if held.state == "on_hold" and held.resume_at is not None and held.resume_at <= ctx.now:
        ctx.transition(held, "resume")


def _due(ctx: Context, moment: Any, *conditions: Any) -> Iterable[tuple[int, dt.datetime]]:
    statement = select(WorkOrder.id, moment).where(WorkOrder.deleted_at.is_(None), *conditions)
    rows = ctx.session.execute(statement.order_by(WorkOrder.id).limit(AT_ONCE)).all()
    return [(id, at) for id, at in rows]
