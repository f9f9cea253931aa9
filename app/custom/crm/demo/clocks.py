"""The SLA clocks of the demo's orders, of work and of repair, as running would have left them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from app.generated.work_order import WorkOrder, work_order_workflow
from app.runtime import calendar
from app.runtime.entity import Entity
from app.runtime.sla import clocks as sla
from app.runtime.system import SlaClock
from app.runtime.workflow import Workflow

from .bulk import Bulk


def write(
    bulk: Bulk,
    *,
    order: dict[str, Any],
    name: str,
    minutes: int,
    mode: str,
    at: dt.datetime,
    stopped: dt.datetime | None,
    paused: dt.timedelta,
    entity: type[Entity] = WorkOrder,
    workflow: Workflow[Any, Any] = work_order_workflow,
) -> tuple[dt.datetime, str]:
    """Remember the clock `name` of an order whose last step was `at`; returns due time and status."""
    definition = workflow.clocks[name]
    hours = calendar.named(mode)
    created, state = order["created_at"], order["state"]
    waits = state in definition.pause
    if stopped is None and state in definition.stop:
        stopped = at
    until = stopped or (at if waits else bulk.now)
    used = _worked(hours, created, until) - paused
    target = dt.timedelta(minutes=minutes)
    due = hours.add_work(created, minutes + paused.total_seconds() / 60)
    row = SlaClock(
        entity=entity.key(),
        record_id=order["id"],
        clock=name,
        cycle=1,
        calendar=mode,
        target_minutes=minutes,
        used_seconds=max(0, int(used.total_seconds())),
        started_at=created,
        level=0,
        status="ok",
    )
    if stopped is not None:
        row.stopped_at = stopped
        row.status = "met" if used <= target else "missed"
    else:
        share = used / target * 100
        row.level = max((one for one in definition.levels if one <= share), default=0)
        row.status = sla.status_at(row.level)
        if not waits:
            # What was told already is not told again: the next level is the next to come.
            row.running_since = at if paused else created
            spent = _worked(hours, created, at) - paused if paused else dt.timedelta(0)
            row.used_seconds = int(spent.total_seconds())
            sla.plan(definition, row)
            due = row.due_at or due
    bulk.note(
        SlaClock,
        **{
            column.key: getattr(row, column.key)
            for column in SlaClock.__table__.columns
            if column.key != "id"
        },
    )
    return due, row.status


def _worked(hours: calendar.Calendar, start: dt.datetime, end: dt.datetime) -> dt.timedelta:
    return dt.timedelta(minutes=hours.work_between(start, end))
