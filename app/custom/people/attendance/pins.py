"""Numbers on the clocks: whose they are, and the punches that wait until somebody says so (4.2)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import select

from app.generated.attendance_pin import AttendancePin, attendance_pin_hooks
from app.generated.punch import Punch
from app.generated.unclaimed_punch import UnclaimedPunch
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from .attlog import Line

AUDIT = "punches of a clock"
MOST = 5000
UNREADABLE = "?"
"""The number that lines are kept under which are no punches."""


def holders(ctx: Context, pins: Iterable[str]) -> dict[str, int]:
    """Number → employee, of those that belong to somebody."""
    return {
        pin: employee
        for pin, employee in ctx.session.execute(
            select(AttendancePin.pin, AttendancePin.employee_id).where(
                AttendancePin.pin.in_(sorted(set(pins))),
                AttendancePin.state == "assigned",
                AttendancePin.employee_id.is_not(None),
                AttendancePin.deleted_at.is_(None),
            )
        )
        if employee is not None
    }


def put_aside(ctx: Context, device: str, lines: Sequence[Line]) -> int:
    """Keep punches of nobody until their number is assigned, and name the number; how many were new."""
    if not lines:
        return 0
    pins = sorted({line.pin for line in lines})
    known = {
        (pin, at)
        for pin, at in ctx.session.execute(
            select(UnclaimedPunch.pin, UnclaimedPunch.at).where(
                UnclaimedPunch.device == device,
                UnclaimedPunch.pin.in_(pins),
                UnclaimedPunch.at.between(
                    min(one.at for one in lines), max(one.at for one in lines)
                ),
            )
        )
    }
    new = {(line.pin, line.at): line for line in lines if (line.pin, line.at) not in known}
    if not new:
        return 0
    rows = [
        {"pin": one.pin, "at": one.at, "device": device, "raw": one.raw, "taken": False}
        for one in new.values()
    ]
    records.write_set(ctx, UnclaimedPunch, rows, action="make", audit=AUDIT)
    _name(ctx, list(new.values()))
    return len(rows)


def _name(ctx: Context, lines: Sequence[Line]) -> None:
    """The queue of numbers that wait for HR: how many punches each has."""
    waiting = Counter(line.pin for line in lines if line.pin != UNREADABLE)
    since: dict[str, dt.datetime] = {}
    for line in lines:
        since[line.pin] = min(line.at, since.get(line.pin, line.at))
    known = {
        row.pin: row
        for row in ctx.session.scalars(
            select(AttendancePin).where(
                AttendancePin.pin.in_(sorted(waiting)), AttendancePin.deleted_at.is_(None)
            )
        )
    }
    new = [
        {"pin": pin, "waiting": number, "since": since[pin]}
        for pin, number in sorted(waiting.items())
        if pin not in known
    ]
    changed = [
        {"id": known[pin].id, "waiting": (known[pin].waiting or 0) + number}
        for pin, number in sorted(waiting.items())
        if pin in known
    ]
    if new:
        records.write_set(ctx, AttendancePin, new, action="make", audit=AUDIT)
    if changed:
        records.write_set(ctx, AttendancePin, changed, action="each", audit=AUDIT)


@attendance_pin_hooks.fills("state")
def begins_assigned(pin: AttendancePin, ctx: Context) -> str:
    """A number that is written down with its employee is nobody's queue."""
    return "assigned" if pin.employee_id is not None else "unknown"


@attendance_pin_hooks.on_create
def created(pin: AttendancePin, ctx: Context) -> None:
    """Written down with its employee: what waited is his."""
    if pin.state == "assigned":
        claim(ctx, pin)


@attendance_pin_hooks.on_create_many
def created_many(ids: Sequence[int], ctx: Context) -> None:
    """Of a list of numbers as well."""
    for start in range(0, len(ids), 1000):
        for pin in ctx.session.scalars(
            select(AttendancePin).where(
                AttendancePin.id.in_(ids[start : start + 1000]), AttendancePin.state == "assigned"
            )
        ):
            claim(ctx, pin)


@attendance_pin_hooks.on_transition("assign")
def assigned(pin: AttendancePin, ctx: Context) -> None:
    """The punches that waited count from now on."""
    claim(ctx, pin)


@attendance_pin_hooks.on_update
def not_handed_on(pin: AttendancePin, ctx: Context) -> None:
    """A number changes hands by being released and assigned anew, so that old punches stay whose they are."""
    if "employee" in ctx.changes and ctx.by_person and pin.state != "unknown":
        raise RuleViolation(
            "请先“解除对应”，再对应到另一员工 / Release the number first, then assign it to somebody else.",
            field="employee",
        )


@attendance_pin_hooks.on_transition("free")
def freed(pin: AttendancePin, ctx: Context) -> None:
    """Punches to come wait for HR again."""
    pin.employee_id = None


def claim(ctx: Context, pin: AttendancePin) -> None:
    """Make punches of what waited for this number; each once, whatever was there already."""
    while True:
        rows = ctx.session.execute(
            select(UnclaimedPunch.id, UnclaimedPunch.at, UnclaimedPunch.device, UnclaimedPunch.raw)
            .where(
                UnclaimedPunch.pin == pin.pin,
                UnclaimedPunch.taken.is_(False),
                UnclaimedPunch.deleted_at.is_(None),
            )
            .order_by(UnclaimedPunch.id)
            .limit(MOST)
        ).all()
        if not rows:
            break
        store(
            ctx,
            [
                {"employee_id": pin.employee_id, "at": row.at, "device": row.device, "source": "device",
                 "pin": pin.pin, "raw": row.raw}
                for row in rows
            ],
        )  # fmt: skip
        taken = [{"id": row.id, "taken": True} for row in rows]
        records.write_set(ctx, UnclaimedPunch, taken, action="each", audit=AUDIT)
    pin.waiting = 0


def store(ctx: Context, rows: Sequence[dict[str, object]]) -> int:
    """Punches by column, without those that are there: the same (device, employee, moment) is one punch (O14.8)."""
    wanted = {(row["device"], row["employee_id"], row["at"]): row for row in rows}
    people = sorted({int(str(row["employee_id"])) for row in rows})
    times = [row["at"] for row in rows]
    known: set[tuple[object, ...]] = set()
    for start in range(0, len(people), 1000):
        found = ctx.session.execute(
            select(Punch.device, Punch.employee_id, Punch.at).where(
                Punch.employee_id.in_(people[start : start + 1000]),
                Punch.at.between(min(times), max(times)),  # type: ignore[type-var]
            )
        )
        known |= {tuple(one) for one in found}
    new = [row for key, row in wanted.items() if key not in known]
    if new:
        records.write_set(ctx, Punch, new, action="make", audit=AUDIT)
    return len(new)
