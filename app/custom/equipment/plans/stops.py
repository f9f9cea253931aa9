"""Which devices a plan covers: rows that follow the plan, its category and its devices, written set by set (2.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import func, or_, select

from app.generated.equipment import Equipment
from app.generated.inspection_task import InspectionTask
from app.generated.maintenance_plan import MaintenancePlan
from app.generated.plan_stop import PlanStop, plan_stop_hooks
from app.runtime import clock, records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from .. import categories
from . import nominal
from .law import keep_the_law
from .rules import HOURS, beginning, rule_of

OUT = ("stopped", "scrapping", "scrapped")
"""States of a device that is not maintained."""
OPEN = ("planned", "issued", "doing")
AT_ONCE = 900


def follow_plans(ctx: Context, ids: Collection[int]) -> None:
    """The devices of these plans as they should be: new ones join, others rest or come back."""
    plans = {plan.id: plan for plan in _plans(ctx, MaintenancePlan.id.in_(ids))}
    tree = categories.tree(ctx)
    known = _stops(ctx, PlanStop.plan_id.in_(ids))
    wanted: list[Any] = [Equipment.id.in_({stop.equipment_id for stop in known})]
    for plan in plans.values():
        if plan.covers == "equipment":
            wanted.append(Equipment.id == plan.equipment_id)
        elif plan.covers == "category":
            wanted.append(
                (Equipment.project_id == plan.project_id)
                & Equipment.category_id.in_(tree.below(plan.category_id))
            )
    _bring_about(ctx, plans, {one.id: one for one in _devices(ctx, or_(*wanted))}, known, tree)


def follow_devices(ctx: Context, ids: Collection[int]) -> None:
    """The plans of these devices as they should be: of their category, and those that name them."""
    devices = {one.id: one for one in _devices(ctx, Equipment.id.in_(ids))}
    tree = categories.tree(ctx)
    known = _stops(ctx, PlanStop.equipment_id.in_(ids))
    above = {one for device in devices.values() for one in tree.above(device.category_id)}
    plans = _plans(
        ctx,
        or_(
            MaintenancePlan.id.in_({stop.plan_id for stop in known}),
            MaintenancePlan.equipment_id.in_(ids),
            MaintenancePlan.category_id.in_(above)
            & MaintenancePlan.project_id.in_({one.project_id for one in devices.values()}),
        ),
    )
    _bring_about(ctx, {plan.id: plan for plan in plans}, devices, known, tree)


def follow_new(ctx: Context, device: Equipment) -> None:
    """A device that is registered joins the plans of its category; it has no others yet."""
    tree = categories.tree(ctx)
    above = MaintenancePlan.category_id.in_(tree.above(device.category_id))
    plans = _plans(ctx, above & (MaintenancePlan.project_id == device.project_id))
    _bring_about(ctx, {plan.id: plan for plan in plans}, {device.id: device}, (), tree)


def follow_categories(ctx: Context) -> None:
    """After a change of the tree: every plan by category."""
    ids = [plan.id for plan in _plans(ctx, MaintenancePlan.covers == "category")]
    for part in _parts(ids):
        follow_plans(ctx, part)


def begin(ctx: Context, plan: MaintenancePlan) -> None:
    """The plan is activated: devices without a place in the series get one; the others go on where they were."""
    rows = [
        {"id": stop.id, **beginning(plan, ctx.today, stop.run_hours)}
        for stop in _stops(ctx, PlanStop.plan_id == plan.id)
        if stop.next_on is None and stop.next_hours is None and stop.last_nominal_on is None
    ]
    change(ctx, rows, "plan activated")


def reschedule(ctx: Context, plan: MaintenancePlan) -> None:
    """The rule of a running plan was changed: what is not made yet follows the new one, after what is made."""
    busy = set(
        ctx.session.scalars(
            select(InspectionTask.equipment_id).where(
                InspectionTask.plan_id == plan.id,
                InspectionTask.state.in_(OPEN),
                InspectionTask.deleted_at.is_(None),
            )
        )
    )
    done = _done(ctx, plan)
    rows = [
        {"id": stop.id, **_place(plan, stop, ctx.today, busy, done.get(stop.equipment_id))}
        for stop in _stops(ctx, PlanStop.plan_id == plan.id)
    ]
    change(ctx, rows, "interval changed")


def _done(ctx: Context, plan: MaintenancePlan) -> dict[int, dt.date]:
    """Device → the day on which its last task of the plan was completed."""
    task = InspectionTask
    rows = ctx.session.execute(
        select(task.equipment_id, func.max(task.finished_at))
        .where(task.plan_id == plan.id, task.finished_at.is_not(None), task.deleted_at.is_(None))
        .group_by(task.equipment_id)
    )
    return {device: clock.local(at).date() for device, at in rows if at is not None}


def _place(
    plan: Any, stop: Any, today: dt.date, busy: Collection[int], done: dt.date | None
) -> dict[str, Any]:
    if plan.basis == "floating" and stop.equipment_id in busy:
        return {"next_on": None, "next_hours": None}  # its completion says when the next one is due
    if plan.unit == HOURS:
        hours = stop.last_hours if stop.last_hours is not None else stop.run_hours
        return beginning(plan, today, hours)
    if stop.last_nominal_on is None:
        return beginning(plan, today, None, joined=True)
    if plan.basis == "floating":
        # Done late it is counted from then; what was skipped has no such day.
        since = max(stop.last_nominal_on, done or stop.last_nominal_on)
        return {"next_on": nominal.rolled(since, plan.interval, plan.unit), "next_hours": None}
    return {"next_on": nominal.next_after(rule_of(plan), stop.last_nominal_on), "next_hours": None}


def change(ctx: Context, rows: list[dict[str, Any]], why: str) -> None:
    """Each stop its own columns."""
    if rows:
        records.write_set(ctx, PlanStop, rows, action="each", audit=why)


# -- by hand --------------------------------------------------------------------------------------


@plan_stop_hooks.on_create
def place_on_the_route(stop: PlanStop, ctx: Context) -> None:
    """A person puts a device on a route: it begins today, and the plan must keep the law for it."""
    plan = ctx.get(MaintenancePlan, stop.plan_id)
    device = ctx.get(Equipment, stop.equipment_id)
    if ctx.by_person and plan.covers != "route":
        raise RuleViolation(
            "只有巡检路线的设备由人选择；此计划的设备自动跟随 / "
            "Only the devices of a route are chosen by hand; those of this plan follow by themselves.",
            field="plan",
        )
    if device.project_id != plan.project_id:
        raise RuleViolation(
            "设备不属于该计划的项目 / The device belongs to another project than the plan.",
            field="equipment",
        )
    keep_the_law(ctx, plan, [device.category_id], field="equipment")
    stop.project_id = plan.project_id
    stop.active = device.state not in OUT
    if plan.state == "active":
        for name, value in beginning(plan, ctx.today, device.run_hours, joined=True).items():
            setattr(stop, name, value)


@plan_stop_hooks.on_create_many
def stops_come_placed(ids: list[int], ctx: Context) -> None:
    """Sets of them are made by this module alone, complete."""


# -- following ------------------------------------------------------------------------------------


def _bring_about(
    ctx: Context,
    plans: dict[int, Any],
    devices: dict[int, Any],
    known: Iterable[Any],
    tree: categories.Tree,
) -> None:
    stops = {(stop.plan_id, stop.equipment_id): stop for stop in known}
    new: list[dict[str, Any]] = []
    turned: list[dict[str, Any]] = []
    for plan in plans.values():
        for device in devices.values():
            stop = stops.get((plan.id, device.id))
            covered = _covers(plan, device, tree, listed=stop is not None)
            works = covered and device.state not in OUT
            if stop is None:
                if covered and device.state != "scrapped":
                    new.append(_new(ctx, plan, device, active=works))
            elif bool(stop.active) != works:
                turned.append(_turned(ctx, plan, stop, active=works))
    if new:
        records.write_set(ctx, PlanStop, new, action="make", audit="devices of plans")
    change(ctx, turned, "devices of plans")


def _covers(plan: Any, device: Any, tree: categories.Tree, *, listed: bool) -> bool:
    if plan.covers == "equipment":
        return bool(plan.equipment_id == device.id)
    if plan.project_id != device.project_id:
        return False
    return listed if plan.covers == "route" else plan.category_id in tree.above(device.category_id)


def _new(ctx: Context, plan: Any, device: Any, *, active: bool) -> dict[str, Any]:
    place: dict[str, Any] = {"next_on": None, "next_hours": None}
    if plan.state == "active":
        place = beginning(plan, ctx.today, device.run_hours, joined=True)
    return {
        "plan_id": plan.id,
        "equipment_id": device.id,
        "project_id": plan.project_id,
        "sort_no": 1,
        "active": active,
        **place,
    }


def _turned(ctx: Context, plan: Any, stop: Any, *, active: bool) -> dict[str, Any]:
    """Who comes back makes nothing up of the time when he was away."""
    row = {"id": stop.id, "active": active, "next_on": stop.next_on, "next_hours": stop.next_hours}
    if active and plan.state == "active":
        now = beginning(plan, ctx.today, stop.run_hours, joined=True)
        for name, value in now.items():
            if value is not None and (row[name] is None or row[name] < value):
                row[name] = value
    return row


def _plans(ctx: Context, condition: Any) -> list[Any]:
    plan = MaintenancePlan
    return list(
        ctx.session.execute(
            select(
                plan.id, plan.project_id, plan.covers, plan.equipment_id, plan.category_id,
                plan.state, plan.anchor_on, plan.interval, plan.unit, plan.basis, plan.catchup,
                plan.month_end, plan.weekdays, plan.rule_from,
            ).where(condition, plan.state != "archived", plan.deleted_at.is_(None))
        )
    )  # fmt: skip


def _devices(ctx: Context, condition: Any) -> list[Any]:
    return list(
        ctx.session.execute(
            select(
                Equipment.id, Equipment.project_id, Equipment.category_id, Equipment.state,
                Equipment.run_hours,
            ).where(condition, Equipment.deleted_at.is_(None)).order_by(Equipment.id)
        )
    )  # fmt: skip


def _stops(ctx: Context, condition: Any) -> list[Any]:
    stop = PlanStop
    return list(
        ctx.session.execute(
            select(
                stop.id, stop.plan_id, stop.equipment_id, stop.active, stop.last_nominal_on,
                stop.last_hours, stop.next_on, stop.next_hours, Equipment.run_hours,
            )
            .join(Equipment, Equipment.id == stop.equipment_id)
            .where(condition, stop.deleted_at.is_(None))
            .order_by(stop.id)
        )
    )  # fmt: skip


def _parts(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]
