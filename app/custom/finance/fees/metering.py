"""Meters and readings (3.1): usage from the last value, what is unusual waits for a person, the rest checks itself."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select

from app.generated.meter import Meter, meter_hooks
from app.generated.meter_reading import MeterReading, meter_reading_hooks
from app.runtime import clock
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from .formulas import usage

CHECKS_ITSELF = ("none", "rollover")


@meter_hooks.check
def meter_is_possible(meter: Meter, ctx: Context) -> None:
    """Removed after it was installed; what readings were taken by is not changed."""
    if meter.removed_on is not None and meter.removed_on < meter.installed_on:
        raise RuleViolation(
            "拆除日早于安装日 / It is removed before it is installed.", field="removed_on"
        )
    changed = {"first_value", "digits", "multiplier"} & set(ctx.changes)
    if ctx.operation.action == "update" and changed and meter.last_read_on is not None:
        raise RuleViolation(
            "已有读数的表不能改位数、倍率和初始读数：请换表 / "
            "A meter with readings keeps its digits, multiplier and first value: replace it.",
            field=min(changed),
        )


@meter_reading_hooks.check
def reading_is_possible(reading: MeterReading, ctx: Context) -> None:
    """On the counter, in its period, once; what is billed stays."""
    if (
        ctx.operation.action == "update"
        and ctx.by_person
        and (reading.billed or reading.state == "rejected")
    ):
        raise RuleViolation("已出账或作废的读数不能修改 / A billed or rejected reading stays.")
    if ctx.operation.action == "update" and "meter" in ctx.changes:
        raise RuleViolation("读数不能移到别的表 / A reading stays with its meter.", field="meter")
    meter = ctx.get(Meter, reading.meter_id)
    if reading.curr >= Decimal(10) ** meter.digits:
        raise RuleViolation(
            f"读数超过 {meter.digits} 位 / More than {meter.digits} digits.", field="curr"
        )
    day = clock.local(reading.read_at or ctx.now).date()
    if day > ctx.today:
        raise RuleViolation("抄表时间在将来 / It is read in the future.", field="read_at")
    if ctx.operation.action == "create":
        if meter.active is False or (meter.removed_on is not None and meter.removed_on < day):
            raise RuleViolation(
                f"表 {meter.meter_no} 已停用 / {meter.meter_no} is not in use.", field="meter"
            )
        _refuse_second(reading, ctx)
        later = _latest(ctx, meter.id, without=reading.id)
        if later is not None and later.read_at > (reading.read_at or ctx.now):
            raise RuleViolation(
                "该表有更晚的读数，请先作废它 / There is a later reading: reject that one first.",
                field="read_at",
            )


def _refuse_second(reading: MeterReading, ctx: Context) -> None:
    of = MeterReading
    other = ctx.query(
        select(of).where(
            of.meter_id == reading.meter_id,
            of.period == reading.period,
            of.kind == (reading.kind or "regular"),
            of.state != "rejected",
            of.id != (reading.id or 0),
            of.deleted_at.is_(None),
        )
    ).first()
    if other is not None:
        raise RuleViolation(
            f"本期已有读数 {other.curr} / This period has a reading already: {other.curr}.",
            field="period",
        )


@meter_reading_hooks.on_create
def reckon(reading: MeterReading, ctx: Context) -> None:
    """Usage since the last value; nothing unusual is checked at once."""
    meter = _held(ctx, reading.meter_id)
    before = _latest(ctx, meter.id, without=reading.id)
    reading.prev = before.curr if before is not None else meter.first_value
    _reckon(reading, meter, ctx)
    _note(ctx, meter, reading)
    if reading.anomaly in CHECKS_ITSELF:
        ctx.session.flush()
        ctx.transition(reading, "check")


@meter_reading_hooks.on_update
def reckon_again(reading: MeterReading, ctx: Context) -> None:
    """The accountant corrected the value of the latest reading."""
    if "curr" not in ctx.changes:
        return
    meter = _held(ctx, reading.meter_id)
    latest = _latest(ctx, meter.id)
    if latest is None or latest.id != reading.id:
        raise RuleViolation(
            "只能修改最近一次读数 / Only the latest reading is corrected.", field="curr"
        )
    _reckon(reading, meter, ctx)
    _note(ctx, meter, reading)


@meter_reading_hooks.on_transition("check")
def a_backwards_meter_is_no_usage(reading: MeterReading, ctx: Context) -> None:
    """What runs backwards is corrected or rejected, never billed."""
    if (reading.usage or Decimal(0)) < 0:
        raise RuleViolation(
            "倒走的读数请更正或作废 / A reading that runs backwards is corrected or rejected."
        )


@meter_reading_hooks.on_transition("reject")
def forget(reading: MeterReading, ctx: Context) -> None:
    """The meter stands where it stood before."""
    meter = _held(ctx, reading.meter_id)
    latest = _latest(ctx, meter.id)
    if latest is not None and latest.read_at > reading.read_at:
        raise RuleViolation("之后还有读数，请先作废最近一次 / Reject the readings after it first.")
    before = _latest(ctx, meter.id, without=reading.id)
    if before is not None:
        _note(ctx, meter, before)
    else:
        ctx.update(meter, last_value=None, last_read_on=None)


def _reckon(reading: MeterReading, meter: Meter, ctx: Context) -> None:
    found = usage.read(
        reading.prev or Decimal(0), reading.curr, digits=meter.digits,
        multiplier=meter.multiplier, before=_usages(ctx, meter.id, without=reading.id),
    )  # fmt: skip
    reading.usage, reading.anomaly = found.usage, found.anomaly  # type: ignore[assignment]


def _usages(ctx: Context, meter: int, *, without: int) -> list[Decimal]:
    rows = ctx.session.scalars(
        select(MeterReading.usage)
        .where(
            MeterReading.meter_id == meter,
            MeterReading.id != without,
            MeterReading.state == "checked",
            MeterReading.kind == "regular",
            MeterReading.deleted_at.is_(None),
        )
        .order_by(MeterReading.read_at.desc())
        .limit(usage.MOST_OFTEN)
    )
    return [one for one in rows if one is not None]


def _held(ctx: Context, meter_id: int) -> Meter:
    ctx.session.flush()
    meter: Meter = ctx.query(
        select(Meter)
        .where(Meter.id == meter_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()
    return meter


def _latest(ctx: Context, meter: int, *, without: int | None = None) -> MeterReading | None:
    of = MeterReading
    found: MeterReading | None = ctx.query(
        select(of)
        .where(
            of.meter_id == meter,
            of.id != (without or 0),
            of.state != "rejected",
            of.deleted_at.is_(None),
        )
        .order_by(of.read_at.desc(), of.id.desc())
        .limit(1)
    ).first()
    return found


def _note(ctx: Context, meter: Meter, reading: MeterReading) -> None:
    day = clock.local(reading.read_at).date()
    ctx.update(meter, last_value=reading.curr, last_read_on=day)
