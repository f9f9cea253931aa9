"""Attendance clocks that call by themselves: who may, what they hand over, when they fell silent (4.2, domain.md §6)."""

from __future__ import annotations

import datetime as dt
import hmac
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.custom.crm.people import holders
from app.generated.attendance_clock import AttendanceClock, attendance_clock_hooks
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message
from app.runtime.jobs import schedule

from . import attlog, pins
from .attlog import Line

AUDIT = "attendance clock"
SEEN_EVERY = dt.timedelta(minutes=5)
"""A clock calls every few seconds; that it did is written down so often."""
SILENT_AFTER = dt.timedelta(minutes=30)
MOST_STRANGERS = 50
"""Serial numbers that wait to be registered: anybody may send one."""
DRIFT = 120
"""Seconds of difference that HR is told of."""


@dataclass(frozen=True, slots=True)
class Call:
    """Who says he calls, and from where. `key`: what a clock shows at its handshake, None elsewhere."""

    serial: str
    address: str
    key: str | None = None


def admitted(ctx: Context, call: Call) -> AttendanceClock | None:
    """The registered clock that calls, locked, its call noted; None for whoever is refused.

    A serial number that is not registered is written down for HR to look at.
    """
    clock = ctx.session.scalars(
        select(AttendanceClock)
        .where(AttendanceClock.serial == call.serial, AttendanceClock.deleted_at.is_(None))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()
    if clock is None:
        _note_a_stranger(ctx, call)
        return None
    allowed = clock.state == "active" and _lies_in(call.address, clock.networks)
    proved = _proves(clock, call)
    _note(ctx, clock, call, proved=allowed and call.key is not None and proved)
    return clock if allowed and proved else None


def _proves(clock: AttendanceClock, call: Call) -> bool:
    """A clock with a key shows it when it begins; after that it is known by the address that showed it."""
    if not clock.comm_key:
        return True
    if call.key is not None:
        return hmac.compare_digest(call.key.encode(), clock.comm_key.encode())
    return clock.proved_from == call.address


def _lies_in(address: str, networks: str | None) -> bool:
    if not networks or not networks.strip():
        return True
    try:
        here = ipaddress.ip_address(address)
        return any(here in ipaddress.ip_network(one, strict=False) for one in networks.split())
    except ValueError:
        return False


def _note_a_stranger(ctx: Context, call: Call) -> None:
    waiting = ctx.session.scalar(
        select(func.count()).where(
            AttendanceClock.state == "unknown", AttendanceClock.deleted_at.is_(None)
        )
    )
    if (waiting or 0) >= MOST_STRANGERS:
        return
    row = {"serial": call.serial, "seen_at": ctx.now, "seen_from": call.address, "lines": 0}
    records.write_set(ctx, AttendanceClock, [row], action="make", audit=AUDIT)
    ctx.notify(
        holders(ctx, "hr", None), "attendance.stranger", serial=call.serial, address=call.address,
        dedup_key=f"clock {call.serial}",
    )  # fmt: skip


def _note(ctx: Context, clock: AttendanceClock, call: Call, *, proved: bool) -> None:
    told: dict[str, object] = {}
    if clock.seen_at is None or ctx.now - clock.seen_at >= SEEN_EVERY or clock.offline:
        told = {"seen_at": ctx.now, "seen_from": call.address, "offline": False}
    if proved and clock.proved_from != call.address:
        told["proved_from"] = call.address
    if told:
        _write(ctx, clock, told)


def _write(ctx: Context, clock: AttendanceClock, values: dict[str, object]) -> None:
    rows = [{"id": clock.id, **values}]
    records.write_set(ctx, AttendanceClock, rows, action="each", audit=AUDIT)


def take(ctx: Context, clock: AttendanceClock, body: bytes, stamp: str) -> int:
    """Store what a clock hands over, all of it or nothing; how many lines it was. Sent again, nothing changes."""
    batch = attlog.read(body, ctx.now)
    serial, received = clock.serial, clock.lines or 0
    whose = pins.holders(ctx, (line.pin for line in batch.lines))
    stored = 0
    mine = [line for line in batch.lines if line.pin in whose]
    if mine:
        stored = pins.store(
            ctx,
            [
                {"employee_id": whose[line.pin], "at": line.at, "device": serial, "source": "device",
                 "pin": line.pin, "raw": line.raw}
                for line in mine
            ],
        )  # fmt: skip
    stored += pins.put_aside(ctx, serial, [line for line in batch.lines if line.pin not in whose])
    stored += pins.put_aside(ctx, serial, _unreadable(batch.bad, ctx.now))
    told: dict[str, object] = {"lines": received + stored, "stamp": stamp[:40]}
    ahead = attlog.drift(batch.lines, ctx.now)
    if ahead is not None:
        told["drift_s"] = ahead
        if ahead > DRIFT:
            _tell_of_drift(ctx, serial, ahead)
    _write(ctx, clock, told)
    return len(batch)


def _unreadable(bad: Sequence[str], now: dt.datetime) -> list[Line]:
    """Lines that are no punches are kept beside those of nobody; each has a moment of its own."""
    return [
        Line(pins.UNREADABLE, now + dt.timedelta(milliseconds=place), raw)
        for place, raw in enumerate(bad)
    ]


def _tell_of_drift(ctx: Context, serial: str, ahead: int) -> None:
    ctx.notify(
        holders(ctx, "hr", None), "attendance.drift", serial=serial, seconds=str(ahead),
        dedup_key=f"drift {serial} {ctx.today}",
    )  # fmt: skip


@attendance_clock_hooks.on_transition("admit")
def networks_are_networks(clock: AttendanceClock, ctx: Context) -> None:
    """A mistyped address would shut the clock out without a word."""
    _check(clock.networks)


@attendance_clock_hooks.on_update
def still_networks(clock: AttendanceClock, ctx: Context) -> None:
    """Another key is proved anew."""
    _check(clock.networks)
    if "comm_key" in ctx.changes:
        clock.proved_from = None


def _check(networks: str | None) -> None:
    try:
        for one in (networks or "").split():
            ipaddress.ip_network(one, strict=False)
    except ValueError as wrong:
        raise RuleViolation(
            "地址写作 10.1.2.3 或 10.1.2.0/24，空格分隔 / Write addresses as 10.1.2.3 or 10.1.2.0/24, with blanks between.",
            field="networks",
        ) from wrong


@schedule("attendance.silent", cron="0 */10 * * * *", label=message(zh="检查考勤机", en="Look after the clocks"))  # fmt: skip
def tell_of_silence(ctx: Context) -> None:
    """A clock in use that did not call for half an hour: HR is told once, and again the next time it happens."""
    rows = ctx.session.execute(
        select(AttendanceClock.id, AttendanceClock.serial, AttendanceClock.seen_at)
        .where(
            AttendanceClock.state == "active",
            AttendanceClock.offline.is_not(True),
            AttendanceClock.seen_at < ctx.now - SILENT_AFTER,
            AttendanceClock.deleted_at.is_(None),
        )
        .order_by(AttendanceClock.id)
    ).all()
    if not rows:
        return
    changed = [{"id": row.id, "offline": True} for row in rows]
    records.write_set(ctx, AttendanceClock, changed, action="each", audit=AUDIT)
    for row in rows:
        ctx.notify(
            holders(ctx, "hr", None), "attendance.silent", serial=row.serial,
            dedup_key=f"silent {row.serial} {row.seen_at:%Y%m%d%H%M%S}",
        )  # fmt: skip
