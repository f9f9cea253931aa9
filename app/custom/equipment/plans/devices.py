"""Devices and their plans: the interval on a device is a plan of its own; who is stopped, moved or scrapped rests (2.2)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.generated.equipment import Equipment, equipment_hooks
from app.generated.inspection_task import InspectionTask
from app.generated.maintenance_plan import MaintenancePlan
from app.runtime import records
from app.runtime.context import Context

from . import law, returning, stops

OF_THE_DEVICE = "equipment"
GONE = "设备停用或报废 / The device is out of service"


@equipment_hooks.on_create
def plan_of_a_new_device(device: Equipment, ctx: Context) -> None:
    """It joins the plans of its category, and has one of its own when an interval is given."""
    if device.interval is not None:
        _plan(device, ctx)
    stops.follow_new(ctx, device)


@equipment_hooks.on_update
def plan_of_a_changed_device(device: Equipment, ctx: Context) -> None:
    """Another interval, another place or another category."""
    changed = set(ctx.changes)
    if {"interval", "interval_unit"} & changed:
        _own_plan_follows(device, ctx)
    if "project" in changed:
        for plan in _plans_of(ctx, device):
            ctx.update(plan, project=device.project_id)
    if {"project", "location", "name"} & changed:
        _open_tasks_follow(device, ctx)
    if {"project", "category"} & changed:
        stops.follow_devices(ctx, [device.id])
    if "category" in changed:
        law.plans_keep_the_law(ctx, Equipment.id == device.id, field="category")


def _open_tasks_follow(device: Equipment, ctx: Context) -> None:
    """Who has to go there finds it; what is done says where it was then."""
    rows = [
        {
            "id": id,
            "project_id": device.project_id,
            "location": device.location,
            "equipment_name": device.name,
        }
        for id in ctx.session.scalars(_waiting(InspectionTask.id, device))
    ]
    if rows:
        records.write_set(ctx, InspectionTask, rows, action="each", audit="device changed")


def _own_plan_follows(device: Equipment, ctx: Context) -> None:
    known = next((p for p in _plans_of(ctx, device) if p.source != "manual"), None)
    if known is None:
        if device.interval is not None and device.state != "scrapped":
            _plan(device, ctx)
    elif device.interval is None:
        ctx.transition(
            known, "archive", note="设备的维护周期已清空 / The device has no interval now"
        )
    elif (known.interval, known.unit) != (device.interval, device.interval_unit):
        ctx.update(known, interval=device.interval, unit=device.interval_unit)


def _plan(device: Equipment, ctx: Context) -> None:
    """Counted from the day since when the device is in service, so that a thousand of them are not due on one day."""
    ctx.create(
        MaintenancePlan,
        state="active",
        name=f"{device.name[:58]} 保养",
        project=device.project_id,
        kind="maintain",
        covers="equipment",
        equipment=device.id,
        interval=device.interval,
        unit=device.interval_unit,
        anchor_on=device.in_service_on,
        source=OF_THE_DEVICE,
    )


def _plans_of(ctx: Context, device: Equipment) -> list[MaintenancePlan]:
    """The running plans of this very device."""
    return list(
        ctx.query(
            select(MaintenancePlan)
            .where(
                MaintenancePlan.equipment_id == device.id,
                MaintenancePlan.covers == "equipment",
                MaintenancePlan.state != "archived",
                MaintenancePlan.deleted_at.is_(None),
            )
            .order_by(MaintenancePlan.source != OF_THE_DEVICE, MaintenancePlan.id)
        )
    )


@equipment_hooks.on_transition("stop")
@equipment_hooks.on_transition("retire")
def rest(device: Equipment, ctx: Context) -> None:
    """Nothing more is made, and what waits to be done is skipped with the reason on record."""
    stops.follow_devices(ctx, [device.id])
    waiting = ctx.query(_waiting(InspectionTask, device))
    for task in list(waiting):
        ctx.transition(task, "skip", note=GONE)


def _waiting(what: Any, device: Equipment) -> Any:
    """Tasks of the device that nobody has begun."""
    return (
        select(what)
        .where(
            InspectionTask.equipment_id == device.id,
            InspectionTask.state.in_(("planned", "issued")),
            InspectionTask.deleted_at.is_(None),
        )
        .order_by(InspectionTask.id)
    )


@equipment_hooks.on_transition("restart")
def work_again(device: Equipment, ctx: Context) -> None:
    """Its plans go on from today; what the law asks for does not wait for the next date of the series."""
    stops.follow_devices(ctx, [device.id])
    returning.make_up(ctx, device)


@equipment_hooks.on_transition("scrap")
def end(device: Equipment, ctx: Context) -> None:
    """Its own plans end with it."""
    stops.follow_devices(ctx, [device.id])
    for plan in _plans_of(ctx, device):
        ctx.transition(plan, "archive", note="设备已报废 / The device was scrapped")
