"""An alarm of a device opens a repair order, or joins the one that is open for the same fault (2.3).

The row of the device is held, so that a storm of alarms at once is one order, and as many messages as one order has.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import or_, select

from app.custom.equipment.repair.devices import OPEN, held
from app.custom.equipment.repair.rules import AHEAD
from app.generated.equipment import Equipment
from app.generated.equipment_alarm import EquipmentAlarm, equipment_alarm_hooks
from app.generated.repair_order import RepairOrder
from app.generated.role_project import RoleProject
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

SEVERITIES = ("s1", "s2", "s3", "s4")
"""The worst first."""
OLDEST = dt.timedelta(days=30)
"""A platform that was cut off sends what it kept; what is older has a clock that was never set."""


@equipment_alarm_hooks.check
def alarm_is_plausible(alarm: EquipmentAlarm, ctx: Context) -> None:
    """It has happened already, and not so long ago that the device would have been down ever since."""
    if ctx.operation.action != "create":
        return
    if alarm.at > ctx.now + AHEAD:
        raise RuleViolation("告警时间在将来 / This alarm is to come.", field="at")
    if alarm.at < ctx.now - OLDEST:
        raise RuleViolation(
            f"告警时间早于 {OLDEST.days} 天前，请校准设备时钟 / "
            f"This alarm is older than {OLDEST.days} days: set the clock of the device.",
            field="at",
        )


@equipment_alarm_hooks.on_create
def take_in(alarm: EquipmentAlarm, ctx: Context) -> None:
    """Find the device; join its open order for this fault, or open one."""
    device = held(ctx, _device(alarm, ctx))
    alarm.equipment_id = device.id
    alarm.project_id = device.project_id
    code = alarm.fault_code.strip()
    order = _open_for(ctx, device.id, code)
    if order is not None:
        alarm.joined = True
        alarm.repair_order_id = order.id
        if SEVERITIES.index(alarm.severity) < SEVERITIES.index(order.severity):
            ctx.update(order, severity=alarm.severity)
        return
    made = ctx.create(
        RepairOrder,
        equipment=device.id,
        project=device.project_id,
        source="iot",
        reporter=None,
        severity=alarm.severity,
        fault_at=min(alarm.at, ctx.now),
        fault_code=code,
        description=f"设备告警 {code}：{alarm.message or '—'}"[:2000],
    )
    alarm.repair_order_id = made.id


def _device(alarm: EquipmentAlarm, ctx: Context) -> int:
    """By its number, or by its serial number when only one device has it; of the projects that the platform serves."""
    named = alarm.device.strip()
    rows = ctx.session.execute(
        select(Equipment.id, Equipment.state, Equipment.equip_no)
        .where(
            or_(Equipment.equip_no == named, Equipment.serial_no == named),
            Equipment.deleted_at.is_(None),
            *_served(ctx),
        )
        .order_by(Equipment.equip_no != named, Equipment.id)
    ).all()
    if not rows:
        raise RuleViolation(
            f"没有编号或出厂编号为 {named} 的设备，请核对设备台账 / "
            f"There is no device with the number or serial number {named}: check the registry.",
            field="device",
            code="unknown_device",
        )
    first = rows[0]
    if first.equip_no != named and len(rows) > 1:
        raise RuleViolation(
            f"有 {len(rows)} 台设备的出厂编号是 {named}，请用设备编号 / "
            f"{len(rows)} devices have the serial number {named}: send the number of the device.",
            field="device",
            code="ambiguous_device",
        )
    if first.state == "scrapped":
        raise RuleViolation(
            f"设备 {first.equip_no} 已报废 / {first.equip_no} is scrapped.", field="device"
        )
    return int(first.id)


def _served(ctx: Context) -> list[Any]:
    if not ctx.by_person:
        return []
    mine = select(RoleProject.project_id).where(
        RoleProject.user_id == ctx.actor.id, RoleProject.deleted_at.is_(None)
    )
    return [Equipment.project_id.in_(mine)]


def _open_for(ctx: Context, equipment_id: int, code: str) -> RepairOrder | None:
    found: RepairOrder | None = ctx.query(
        select(RepairOrder)
        .where(
            RepairOrder.equipment_id == equipment_id,
            RepairOrder.fault_code == code,
            RepairOrder.state.in_(OPEN),
            RepairOrder.deleted_at.is_(None),
        )
        .order_by(RepairOrder.id)
        .limit(1)
    ).first()
    return found
