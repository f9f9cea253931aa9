"""Tasks of all plans, made exactly once however many processes try: a chunk of devices a transaction (2.2, O5.5–O5.7).

Whoever makes the tasks of a device holds its row of the plan until the commit, and moves on where its series stands;
the next one sees that. The unique key (plan, device, occurrence) stands behind it.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import and_, func, or_, select

from app.generated.equipment import Equipment, equipment_hooks
from app.generated.inspection_task import InspectionTask
from app.generated.maintenance_plan import MaintenancePlan, maintenance_plan_hooks
from app.generated.plan_stop import PlanStop
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import Progress, chunked, schedule

from .. import categories
from . import making, stops
from .aside import aside
from .law import TESTS
from .rules import workday

log = logging.getLogger(__name__)

JOB = "equipment.make_tasks"
ISSUE = "equipment.issue_tasks"
AT_ONCE = 5000
DAY = dt.timedelta(days=1)
AUDIT = "tasks of plans"


@schedule(
    "equipment.nightly",
    cron="0 5 0 * * *",
    label=message(zh="启动每夜的巡检任务生成", en="Begin the nightly making of inspections"),
)
def every_night(ctx: Context) -> None:
    """At five past midnight, for the day that begins."""
    ctx.enqueue(JOB, key=f"{ctx.today}")


def ask(ctx: Context, plan_id: int) -> None:
    """What is due of one plan, right after the commit; of all plans of an import, once it has ended."""
    if ctx.channel != "import":
        ctx.enqueue(JOB, plan=plan_id)


@equipment_hooks.on_imported
@maintenance_plan_hooks.on_imported
def ask_for_all(ctx: Context) -> None:
    """One look at what is due anywhere, instead of one for each of hundreds of plans."""
    ctx.enqueue(JOB, nightly=False)


@chunked(JOB, label=message(zh="生成巡检任务", en="Make the inspections of plans"))
def make_tasks(
    ctx: Context, at: Progress, *, plan: int | None = None, nightly: bool = True
) -> Progress:
    """Five thousand devices a chunk; at the end what is due to be issued is issued."""
    last, made = make_some(ctx, after=at.cursor or 0, plan=plan)
    if last is None:
        if plan is None and nightly:
            log_resting(ctx)
        ctx.enqueue(ISSUE, since=ctx.now.isoformat())
        return at.end(done=made)
    return at.on(last, done=made)


def make_some(
    ctx: Context, *, after: int = 0, plan: int | None = None, at_once: int = AT_ONCE
) -> tuple[int | None, int]:
    """(the last stop of this chunk or None at the end, tasks made). Part of the open transaction."""
    found = _due(ctx, after=after, plan=plan, at_once=at_once)
    made = make_for(ctx, found) if found else 0
    return (found[-1].id if len(found) == at_once else None), made


def make_of_hours(ctx: Context, equipment_id: int) -> int:
    """What a new reading made due, in its transaction; returns the number of tasks."""
    found = _due(ctx, equipment=equipment_id)
    return make_for(ctx, found) if found else 0


def make_for(ctx: Context, found: Collection[Any]) -> int:
    """The tasks of these stops, and where their series stand now. Few statements, whatever their number.

    What is due is worked out once for each rhythm and set aside; the tasks are made of it inside the database.
    """
    tree, is_workday, today = categories.tree(ctx), workday(), ctx.today
    caps = {id: tree.cap(id) for id in {stop.category_id for stop in found}}
    known: dict[tuple[Any, ...], int] = {}
    series: list[making.Due] = []
    moving: list[tuple[int, int]] = []
    for stop in found:
        cap = caps[stop.category_id] if stop.kind != TESTS else None
        key = making.series_of(stop, cap)
        if key not in known:
            known[key] = len(series)
            series.append(making.due_of(stop, cap, today, is_workday))
        if series[known[key]].place:
            moving.append((stop.id, known[key]))
    with aside(ctx, series, moving) as due:
        made = records.write_set(ctx, InspectionTask, due.tasks_due(), action="make", audit=AUDIT)
        records.write_set(
            ctx, PlanStop, PlanStop.id.in_(due.ids()), action="update", audit=AUDIT,
            values=due.values(), chunk=AT_ONCE,
        )  # fmt: skip
        refresh_next_due(ctx, due.devices())
    return made


def _due(
    ctx: Context,
    *,
    after: int = 0,
    plan: int | None = None,
    equipment: int | None = None,
    at_once: int = AT_ONCE,
) -> list[Any]:
    """Stops that something is due for, with the columns of plan and device, held until the commit.

    On PostgreSQL a row that another process moved on is judged anew once that one has committed, and is not due then.
    """
    stop, of, device = PlanStop, MaintenancePlan, Equipment
    statement = (
        select(*making.columns(stop, of, device))
        .join(of, of.id == stop.plan_id)
        .join(device, device.id == stop.equipment_id)
        .where(
            stop.id > after,
            stop.active.is_(True),
            stop.deleted_at.is_(None),
            of.state == "active",
            of.deleted_at.is_(None),
            device.state.not_in(stops.OUT),
            device.deleted_at.is_(None),
        )
        .order_by(stop.id)
        .limit(at_once)
        .with_for_update(of=stop, key_share=True)
    )  # fmt: skip
    by_hours = stop.next_hours <= device.run_hours
    if equipment is not None:
        statement = statement.where(stop.equipment_id == equipment, by_hours)
    else:
        statement = statement.where(or_(*_ahead(ctx), by_hours))
    if plan is not None:
        statement = statement.where(stop.plan_id == plan)
    ctx.session.flush()
    # Columns alone: the session has nothing to keep of them.
    return list(ctx.session.connection().execute(statement))


def _ahead(ctx: Context) -> Iterable[Any]:
    """A condition for every lead time that a plan has: plain dates, that an index can find."""
    leads = ctx.session.scalars(
        select(MaintenancePlan.lead_days).where(MaintenancePlan.state == "active").distinct()
    ).all()
    for lead in leads:
        until = ctx.today + dt.timedelta(days=lead)
        yield and_(MaintenancePlan.lead_days == lead, PlanStop.next_on <= until)


def refresh_next_due(ctx: Context, devices: Any) -> None:
    """`next_due_on` of these devices (ids, or a SELECT of them): the earliest open task, else the earliest date that is not made yet."""
    task, stop = InspectionTask, PlanStop
    opened = (
        select(func.min(task.due_on))
        .where(
            task.equipment_id == Equipment.id,
            task.state.in_(stops.OPEN),
            task.deleted_at.is_(None),
        )
        .correlate(Equipment)
        .scalar_subquery()
    )
    planned = (
        select(func.min(stop.next_on))
        .join(MaintenancePlan, MaintenancePlan.id == stop.plan_id)
        .where(
            stop.equipment_id == Equipment.id,
            stop.active.is_(True),
            stop.deleted_at.is_(None),
            MaintenancePlan.state == "active",
        )
        .correlate(Equipment)
        .scalar_subquery()
    )
    records.write_set(
        ctx, Equipment, Equipment.id.in_(devices), action="update", audit="next due",
        values={"next_due_on": func.coalesce(opened, planned)}, chunk=AT_ONCE,
    )  # fmt: skip


def log_resting(ctx: Context) -> None:
    """Devices out of service get no tasks; the log says how many and which were passed over."""
    ids = ctx.session.scalars(
        select(PlanStop.equipment_id)
        .join(MaintenancePlan, MaintenancePlan.id == PlanStop.plan_id)
        .join(Equipment, Equipment.id == PlanStop.equipment_id)
        .where(
            PlanStop.active.is_(False),
            PlanStop.deleted_at.is_(None),
            PlanStop.next_on <= ctx.today,
            MaintenancePlan.state == "active",
            Equipment.state.in_(stops.OUT),
        )
        .distinct()
        .order_by(PlanStop.equipment_id)
    ).all()
    if ids:
        log.info("no inspections for %s devices out of service: %s", len(ids), list(ids[:50]))
