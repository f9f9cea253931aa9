"""Run hours: what the counter shows never falls unless it was replaced; what is due by hours is made at once (2.2, O5.7)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import select

from app.custom.equipment.plans import generation
from app.generated.equipment import Equipment
from app.generated.equipment_reading import EquipmentReading, equipment_reading_hooks
from app.runtime import clock, records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

AHEAD = dt.timedelta(minutes=5)
"""By which the clock of whoever reads may be ahead of ours."""
LONGEST = 876_000
"""Hours of a hundred years: no counter shows more."""


@equipment_reading_hooks.on_create
def take_the_reading(reading: EquipmentReading, ctx: Context) -> None:
    """Count the hours on, and make what they bring due, in the transaction of the reading."""
    device = _held(ctx, reading.equipment_id)
    last = _last(ctx, reading)
    _is_later(reading, last, ctx)
    reading.project_id = device.project_id
    reading.added = _added(reading, last)
    if ctx.by_person:
        reading.source = "iot" if "integrator" in ctx.actor.roles else "person"
    total = (device.run_hours or Decimal(0)) + reading.added
    records.write_set(
        ctx, Equipment, [{"id": device.id, "run_hours": total, "read_on": reading.read_at}],
        action="each", audit="run hours",
    )  # fmt: skip
    if generation.make_of_hours(ctx, device.id):
        ctx.enqueue(generation.ISSUE, since=ctx.now.isoformat())


def _held(ctx: Context, equipment_id: int) -> Equipment:
    """Of two readings at once the second waits, and is compared with the first."""
    device: Equipment = ctx.query(
        select(Equipment)
        .where(Equipment.id == equipment_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()
    if device.state == "scrapped":
        raise RuleViolation("设备已报废 / The device is scrapped.", field="equipment")
    return device


def _last(ctx: Context, reading: EquipmentReading) -> EquipmentReading | None:
    found: EquipmentReading | None = ctx.query(
        select(EquipmentReading)
        .where(
            EquipmentReading.equipment_id == reading.equipment_id,
            EquipmentReading.id != reading.id,
            EquipmentReading.deleted_at.is_(None),
        )
        .order_by(EquipmentReading.read_at.desc(), EquipmentReading.id.desc())
        .limit(1)
    ).first()
    return found


def _is_later(reading: EquipmentReading, last: EquipmentReading | None, ctx: Context) -> None:
    if reading.read_at > ctx.now + AHEAD:
        raise RuleViolation("抄表时间在将来 / It was read in the future.", field="read_at")
    if reading.hours > LONGEST:
        raise RuleViolation(
            f"读数超过一百年（{LONGEST} 小时），请核对单位和小数点 / "
            f"More than a hundred years ({LONGEST} hours): check the unit and the decimal point.",
            field="hours",
        )
    if last is None:
        return
    at = f"{clock.local(last.read_at):%Y-%m-%d %H:%M}"
    if reading.read_at < last.read_at:
        raise RuleViolation(
            f"已有更晚的读数（{at}） / There is a later reading already ({at}).", field="read_at"
        )
    if reading.hours < last.hours and not reading.replaced:
        raise RuleViolation(
            f"读数 {reading.hours} 小于上次的 {last.hours}（{at}）：请核对；换了计时器请勾选“已换计时器” / "
            f"{reading.hours} is less than the {last.hours} of {at}: check it, "
            "or tick “counter replaced”.",
            field="hours",
        )


def _added(reading: EquipmentReading, last: EquipmentReading | None) -> Decimal:
    """Hours since the last reading; a new counter began at zero."""
    if last is None or reading.replaced:
        return reading.hours
    return reading.hours - last.hours
