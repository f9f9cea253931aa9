"""Which suggestions are new, which wait already, which a person has decided, which the figures no longer support (2.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from app.generated.maintenance_advice import MaintenanceAdvice
from app.runtime import records
from app.runtime.context import Context

from . import words

OPEN = ("generated", "reviewed")
ENDS_IN = (30, 183, 365)
"""Days before the end of a service life at which it is said again."""
SHAPE_MOVED, OPTIMUM_MOVED = 0.25, 0.25
"""A refused suggestion comes again once β has moved by so much, or the optimum by this share."""

Values = dict[str, Any]
"""A suggestion by field."""


@dataclass(slots=True)
class Earlier:
    """What was said before of one plan or device, kind by kind."""

    open: MaintenanceAdvice | None = None
    settled: MaintenanceAdvice | None = None
    """Refused, or acted upon, by a person."""
    has_period: bool = False


def keep(ctx: Context, period: str, made: Sequence[Values], about: ColumnElement[bool]) -> None:
    """Keep what is new. What waits and says the same goes on waiting; what the figures no longer say is withdrawn.

    What a person refused is not said again until its figures have moved.
    """
    before = _earlier(ctx, period, about)
    new: list[Values] = []
    for values in made:
        known = before.pop((values["kind"], values.get("plan"), values.get("equipment")), Earlier())
        if known.has_period:
            continue
        if known.open is not None:
            if _alike(values, known.open, ctx.today):
                continue
            withdraw(ctx, known.open, period)
        elif known.settled is not None and _alike(values, known.settled, ctx.today):
            continue
        new.append(values)
    for known in before.values():
        if known.open is not None and not known.has_period:
            withdraw(ctx, known.open, period)
    if new:
        records.write_set(ctx, MaintenanceAdvice, new, action="create", audit=period)


def _earlier(
    ctx: Context, period: str, about: ColumnElement[bool]
) -> dict[tuple[str, int | None, int | None], Earlier]:
    """Suggestions that wait, those of this period, and the last that a person decided."""
    rows = ctx.query(
        select(MaintenanceAdvice)
        .where(
            about,
            or_(
                MaintenanceAdvice.state.in_((*OPEN, "rejected")),
                MaintenanceAdvice.period == period,
                and_(MaintenanceAdvice.kind != "interval", MaintenanceAdvice.state == "applied"),
            ),
            MaintenanceAdvice.deleted_at.is_(None),
        )
        .order_by(MaintenanceAdvice.id)
    )
    found: dict[tuple[str, int | None, int | None], Earlier] = {}
    for row in rows:
        one = found.setdefault((row.kind, row.plan_id, row.equipment_id), Earlier())
        one.has_period = one.has_period or row.period == period
        if row.state in OPEN:
            one.open = row
        elif row.state == "applied" or row.updated_by_id is not None:
            # What the system itself withdrew counts for nothing.
            one.settled = row
    return found


def _alike(values: Values, said: MaintenanceAdvice, today: dt.date) -> bool:
    """Whether the earlier one says so already: a person has no reason to look again."""
    if values["kind"] == "interval":
        return values["suggested_days"] == said.suggested_days and not _moved(
            values["optimal_days"], said.optimal_days
        )
    if values["kind"] == "run_to_failure":
        now, then = values["beta"], said.beta
        return then is not None and abs(float(now) - float(then)) < SHAPE_MOVED
    if values["kind"] == "replace":
        return int(values["failures"] or 0) <= int(said.failures or 0)
    expires = said.equipment.expires_on if said.equipment is not None else None
    if expires is None:
        return False
    then_day = dt.date(int(said.period[:4]), int(said.period[5:7]), 28)
    return _notch(expires, today) == _notch(expires, then_day)


def _moved(now: Decimal | None, then: Decimal | None) -> bool:
    if now is None or then is None:
        return now is not then
    return abs(float(now) - float(then)) > OPTIMUM_MOVED * float(then)


def _notch(expires: dt.date, day: dt.date) -> int:
    """How near the end is: 0 past it, 1 within a month, 2 half a year, 3 a year."""
    left = (expires - day).days
    return 0 if left <= 0 else sum(left > limit for limit in ENDS_IN) + 1


def withdraw(ctx: Context, said: MaintenanceAdvice, period: str) -> None:
    """The system takes its own suggestion back."""
    ctx.transition(said, "reject", note=words.line("superseded", period=period))
