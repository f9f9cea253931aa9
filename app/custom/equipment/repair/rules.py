"""What a repair order and its device must keep to, beyond the fields that the schema names (2.3, 2.4, domain.md §3.6, §3.7)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select

from app.custom.crm import people
from app.generated.equipment import Equipment, equipment_hooks
from app.generated.project import Project
from app.generated.repair_order import RepairOrder, repair_order_hooks
from app.generated.repair_part import RepairPart
from app.generated.work_order import WorkOrder
from app.runtime import clock
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import candidates, devices

AHEAD = dt.timedelta(minutes=5)
"""By which the clock of whoever reports may be ahead of ours."""
WHAT_FAILED = {"equipment", "project", "severity", "fault_at"}
ENDED = ("repaired", "closed", "cancelled")


@repair_order_hooks.check
def report_is_possible(order: RepairOrder, ctx: Context) -> None:
    """A device of the project that still exists, a fault that has happened; what is repaired keeps its story."""
    new = ctx.operation.action == "create"
    changed = set(ctx.changes)
    if not new and ctx.by_person and WHAT_FAILED & changed:
        _story_is_open(order, changed)
    if new or {"equipment", "project"} & changed:
        _device_is_there(order, ctx)
    if order.work_order_id is not None and (new or {"equipment", "work_order"} & changed):
        _work_order_is_about_it(order, ctx)
    if new or "fault_at" in changed:
        if order.fault_at > ctx.now + AHEAD:
            raise RuleViolation(
                "故障时间在将来 / It has not failed yet: this time is to come.", field="fault_at"
            )
        if order.started_at is not None and order.fault_at > order.started_at:
            raise RuleViolation(
                f"故障时间晚于开修时间 {_local(order.started_at)} / "
                f"It failed before the repair began at {_local(order.started_at)}.",
                field="fault_at",
            )


def _story_is_open(order: RepairOrder, changed: set[str]) -> None:
    which = changed & {"equipment", "project"}
    if order.state in ENDED or (which and order.state not in ("reported", "dispatched")):
        field = sorted(WHAT_FAILED & changed)[0]
        raise RuleViolation(
            "已接单或已修复的报修单不能改这一项：请取消或新建 / "
            "This cannot be changed once the order was accepted or repaired; make another order.",
            field=field,
        )


def _device_is_there(order: RepairOrder, ctx: Context) -> None:
    device = ctx.get(Equipment, order.equipment_id)
    if device.state == "scrapped":
        raise RuleViolation(
            f"设备 {device.equip_no} 已报废，不能报修 / {device.equip_no} is scrapped: nothing is repaired.",
            field="equipment",
        )
    if device.project_id != order.project_id:
        name = ctx.get(Project, device.project_id).name
        raise RuleViolation(
            f"设备 {device.equip_no} 属于{name}，请留空项目 / "
            f"{device.equip_no} belongs to {name}: leave the project empty.",
            field="project",
        )


def _work_order_is_about_it(order: RepairOrder, ctx: Context) -> None:
    """The work order ends with the repair: so it is one of this place, about this device or none yet."""
    ticket = ctx.get(WorkOrder, order.work_order_id or 0)
    other = ticket.equipment_id not in (None, order.equipment_id)
    if other or ticket.project_id != order.project_id:
        raise RuleViolation(
            f"工单 {ticket.order_no} 不是关于这台设备的 / {ticket.order_no} is not about this device.",
            field="work_order",
        )


@repair_order_hooks.check
def step_is_allowed(order: RepairOrder, ctx: Context) -> None:
    """What a step needs beyond its fields."""
    match ctx.transition_name:
        case "dispatch":
            _may_be_sent(order, ctx)
        case "redispatch":
            _is_somebody_else(order, ctx)
            _may_be_sent(order, ctx)
        case "cancel":
            _uses_no_parts(order, ctx)
        case "wait_part":
            _part_comes_later(order, ctx)
        case "finish":
            _times_are_in_order(order, ctx)
            _may_run_again(order, ctx)
        case "pass_acceptance" | "fail_acceptance":
            _is_not_the_technician(order, ctx)


def _may_be_sent(order: RepairOrder, ctx: Context) -> None:
    if ctx.by_person and order.assignee_id is not None and "assignee" in ctx.operation.given:
        candidates.refuse_unless_allowed(ctx, order, order.assignee_id)


def _is_somebody_else(order: RepairOrder, ctx: Context) -> None:
    given = ctx.by_person and "assignee" in ctx.operation.given and order.assignee_id is not None
    if given and "assignee" not in ctx.changes:
        raise RuleViolation(
            f"本单已由 {order.assignee_name} 处理，请选择其他人，或清空此项由系统选派 / "
            f"{order.assignee_name} has it already; choose somebody else, or empty this for the next best.",
            field="assignee",
        )


def _uses_no_parts(order: RepairOrder, ctx: Context) -> None:
    used = ctx.session.scalar(
        select(func.count()).where(
            RepairPart.repair_order_id == order.id, RepairPart.deleted_at.is_(None)
        )
    )
    if used:
        raise RuleViolation(
            f"已领用 {used} 种备件，请先在报修单上删除（退库）再取消 / "
            f"{used} kinds of parts are on the order: take them off (they go back to stock), then cancel."
        )


def _part_comes_later(order: RepairOrder, ctx: Context) -> None:
    if order.part_due_on is not None and order.part_due_on < ctx.today:
        raise RuleViolation(
            "预计到货日期已过 / The part cannot be expected in the past.", field="part_due_on"
        )


def _times_are_in_order(order: RepairOrder, ctx: Context) -> None:
    """fault_at ≤ started_at ≤ finished_at ≤ now."""
    finished = order.finished_at
    if finished is None:
        return
    if finished > ctx.now:
        raise RuleViolation(
            "修复时间在将来 / It cannot be restored in the future.", field="finished_at"
        )
    if order.started_at is not None and finished < order.started_at:
        raise RuleViolation(
            f"修复时间早于开修时间 {_local(order.started_at)} / "
            f"The repair began at {_local(order.started_at)}; it cannot be restored before.",
            field="finished_at",
        )


def _may_run_again(order: RepairOrder, ctx: Context) -> None:
    device = ctx.get(Equipment, order.equipment_id)
    still = device.state in devices.STANDS_STILL
    if still and order.equipment_after == "running" and not devices.may_run(device, ctx):
        day = device.inspection_valid_to
        raise RuleViolation(
            f"特种设备检验有效期{f' {day} 已过' if day else '未填写'}，不能恢复运行：修后状态请选“停用”，检验合格后再启用 / "
            f"The statutory inspection {f'ran out on {day}' if day else 'is missing'}: choose "
            "“out of service”; it may run again once it has passed.",
            field="equipment_after",
        )


def _is_not_the_technician(order: RepairOrder, ctx: Context) -> None:
    """`not: actor_of(…)` of the schema names who took the steps; this names whose repair it is."""
    person = people.employee_of(ctx, ctx.person_id)
    if person is not None and person.id == order.assignee_id:
        raise RuleViolation(
            "维修人不能验收自己的维修，请报修人或工程经理验收 / "
            "Nobody accepts his own repair: who reported it or the engineering manager does."
        )


def _local(moment: dt.datetime) -> str:
    return f"{clock.local(moment):%Y-%m-%d %H:%M}"


# -- the device -----------------------------------------------------------------------------------


@equipment_hooks.check
def device_is_not_under_repair(device: Equipment, ctx: Context) -> None:
    """Nobody takes a device out of service, or to the scrap, over an open repair: the order says how it ends."""
    if ctx.transition_name not in ("stop", "propose_scrap") or not ctx.by_person:
        return
    numbers = [order.number for order in devices.open_orders(ctx, device.id)]
    if numbers:
        raise RuleViolation(
            f"报修单 {'、'.join(numbers[:3])} 未完成：请在修复时选择“停用”，误报则先取消 / "
            f"{', '.join(numbers[:3])} is open: choose “out of service” when it is repaired, "
            "or cancel it if it was a false report."
        )
