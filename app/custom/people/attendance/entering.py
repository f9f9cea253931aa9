"""Punches that come one by one: over REST, by import, by HR's own hand (4.2)."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence

from sqlalchemy import func, select

from app.generated.check_in_place import CheckInPlace, check_in_place_hooks
from app.generated.punch import Punch, punch_hooks
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import pins

SOURCES = {"import": "csv", "rest": "api"}
AHEAD = dt.timedelta(minutes=10)
OLDEST = dt.timedelta(days=400)


@punch_hooks.fills("source")
def by_channel(punch: Punch, ctx: Context) -> str:
    """Where it comes from is not for the sender to say."""
    return SOURCES.get(ctx.channel, "manual")


@punch_hooks.fills("device")
def by_hand(punch: Punch, ctx: Context) -> str:
    """Whoever names no device: the way it came."""
    return SOURCES.get(ctx.channel, "manual")


@punch_hooks.fills("employee")
def by_number(punch: Punch, ctx: Context) -> int | None:
    """Whose number it is. Raises RuleViolation for a number of nobody: it is assigned first, and the punch sent again."""
    if not punch.pin:
        return None
    found = pins.holders(ctx, [punch.pin]).get(punch.pin)
    if found is None:
        raise RuleViolation(
            f"考勤号 {punch.pin} 未对应员工，请先在“考勤号”登记 / "
            f"The number {punch.pin} is nobody's yet: assign it under “Device user id”.",
            field="pin",
            code="unknown_pin",
        )
    return found


@punch_hooks.on_create
def is_plausible(punch: Punch, ctx: Context) -> None:
    """It has happened, and not so long ago that no month is open for it."""
    if ctx.by_person:
        _must_be_plausible(punch.at, punch.at, ctx)


@punch_hooks.on_create_many
def are_plausible(ids: Sequence[int], ctx: Context) -> None:
    """All of them; what a clock sends is believed."""
    if not ctx.by_person:
        return
    for start in range(0, len(ids), 1000):
        part = ids[start : start + 1000]
        first, last = ctx.session.execute(
            select(func.min(Punch.at), func.max(Punch.at)).where(Punch.id.in_(part))
        ).one()
        _must_be_plausible(first, last, ctx)


def _must_be_plausible(first: dt.datetime, last: dt.datetime, ctx: Context) -> None:
    if last > ctx.now + AHEAD:
        raise RuleViolation("打卡时间在将来 / This punch is to come.", field="at")
    if first < ctx.now - OLDEST:
        raise RuleViolation(
            f"打卡时间早于 {OLDEST.days} 天前 / This punch is older than {OLDEST.days} days.",
            field="at",
        )


@check_in_place_hooks.on_create
def make_the_code(place: CheckInPlace, ctx: Context) -> None:
    """What only the label on the wall says."""
    place.code = secrets.token_urlsafe(16)
