"""A reported fault, all of it in the transaction that stores it: the device, its downtime, who repairs it, who is told (2.3)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select

from app.custom.crm import people
from app.generated.equipment import Equipment, equipment_hooks
from app.generated.repair_order import RepairOrder, repair_order_hooks, repair_order_workflow
from app.runtime import calendar
from app.runtime.context import Context
from app.runtime.errors import RuleViolation
from app.runtime.sla import clocks as sla

from . import candidates, devices
from .notices import tell

RESPOND = "respond"
"""The time limit of the schema that says how long somebody may be silent, and in whose hours."""
ACCEPT_WITHIN = dict(repair_order_workflow.clocks[RESPOND].minutes or {})
"""Severity → minutes in which somebody has to accept."""


@repair_order_hooks.on_create
def take_in(order: RepairOrder, ctx: Context) -> None:
    """One order for one fault; the best technician and a deputy hear of it at once."""
    devices.held(ctx, order.equipment_id)
    order.fault_code = (order.fault_code or "").strip() or None
    if order.work_order_id is not None:
        order.source = "ticket"
    _is_not_open_already(order, ctx)
    devices.settle(ctx, order.equipment_id, why=str(order.repair_no))
    if order.severity == "s1":
        _danger(order, ctx)
    if not dispatch_best(order, ctx):
        order.chase_at = heard_by(order, ctx.now)
        managers = people.holders(ctx, "eng_mgr", order.project_id)
        tell(ctx, order, "nobody", managers, "nobody")


def _is_not_open_already(order: RepairOrder, ctx: Context) -> None:
    """Under the lock of the device: of two reports of one fault at once, one is refused."""
    same = (
        RepairOrder.fault_code == order.fault_code
        if order.fault_code
        else (RepairOrder.fault_code.is_(None)) & (RepairOrder.description == order.description)
    )
    known = ctx.session.execute(
        select(RepairOrder.repair_no, RepairOrder.state)
        .where(
            RepairOrder.equipment_id == order.equipment_id,
            RepairOrder.state.in_(devices.OPEN),
            RepairOrder.id != order.id,
            RepairOrder.deleted_at.is_(None),
            same,
        )
        .order_by(RepairOrder.id)
        .limit(1)
    ).first()
    if known is None:
        return
    label = repair_order_workflow.states[known.state].label
    raise RuleViolation(
        f"此故障已有报修单 {known.repair_no}（{label.in_language('zh')}），不必重复报修；"
        "其他故障请填写不同的故障代码或描述 / "
        f"This fault is reported already as {known.repair_no} ({label.in_language('en')}); "
        "another fault needs another code or other words.",
        field="fault_code" if order.fault_code else "description",
        code="reported_already",
    )


def dispatch_best(order: RepairOrder, ctx: Context) -> bool:
    """Dispatch to the best technician, with the next one as deputy; False: nobody fits now."""
    ranked = candidates.choose(ctx, order)
    if not ranked:
        return False
    order.deputy_id = ranked[1].candidate.id if len(ranked) > 1 else None
    ctx.session.flush()
    ctx.transition(order, "dispatch", assignee=ranked[0].candidate.id)
    return True


def patience(order: Any) -> int:
    """Minutes for which somebody may be silent."""
    return ACCEPT_WITHIN[str(order.severity)]


def heard_by(order: Any, since: dt.datetime) -> dt.datetime:
    """When somebody who was told then has been silent for too long, in the hours of the time limit.

    A device that stands still waits for no working day: the schema counts `respond` around the clock.
    """
    hours = sla.calendar_name(repair_order_workflow.clocks[RESPOND], order)
    return calendar.named(hours).after(since, dt.timedelta(minutes=patience(order)))


def _danger(order: RepairOrder, ctx: Context) -> None:
    tell(ctx, order, "danger", people.holders(ctx, "eng_mgr", order.project_id), "danger")


@repair_order_hooks.on_update
def another_story(order: RepairOrder, ctx: Context) -> None:
    """Another severity, time or device: device, downtime and patience follow."""
    changed = set(ctx.changes)
    if {"equipment", "fault_code"} & changed and order.state in devices.OPEN:
        devices.held(ctx, order.equipment_id)
        order.fault_code = (order.fault_code or "").strip() or None
        _is_not_open_already(order, ctx)
    if not {"severity", "fault_at", "equipment"} & changed:
        return
    if "equipment" in changed:
        before, _ = ctx.changes["equipment"]
        devices.settle(ctx, before, why=str(order.repair_no))
    devices.settle(ctx, order.equipment_id, why=str(order.repair_no))
    if "severity" in changed:
        if order.chase_at is not None:
            order.chase_at = max(ctx.now, heard_by(order, order.notified_at or order.created_at))
        if order.severity == "s1":
            _danger(order, ctx)


@equipment_hooks.on_update
def orders_follow_their_device(device: Equipment, ctx: Context) -> None:
    """A device that moves to another project takes its open repairs along: others look after them there."""
    if "project" not in ctx.changes:
        return
    for order in list(
        ctx.query(
            select(RepairOrder)
            .where(
                RepairOrder.equipment_id == device.id,
                RepairOrder.state.in_((*devices.OPEN, "repaired")),
                RepairOrder.deleted_at.is_(None),
            )
            .order_by(RepairOrder.id)
        )
    ):
        ctx.update(order, project=device.project_id)
