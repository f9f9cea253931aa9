"""What is corrected after its month was locked counts in the next open month, once (O14.8)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.generated.attendance_adjustment import AttendanceAdjustment
from app.generated.attendance_month import AttendanceMonth
from app.runtime import records
from app.runtime.context import Context

from . import moments

MINUTES = (
    "due_min", "worked_min", "late_min", "early_min", "absent_min", "leave_min", "trip_min",
    "ot_workday_min", "ot_rest_min", "ot_holiday_min", "comp_min",
)  # fmt: skip
UNPAID = ("personal",)
AUDIT = "attendance adjusted"


@dataclass(frozen=True, slots=True)
class Correction:
    """A locked day: what it says, and what it would say now; values by column of AttendanceDay."""

    employee: int
    day: dt.date
    was: Mapping[str, Any]
    now: Mapping[str, Any]

    def difference(self) -> dict[str, int]:
        """Minutes by column of AttendanceAdjustment."""
        found = {name: (self.now[name] or 0) - (self.was[name] or 0) for name in MINUTES}
        return found | {"unpaid_min": unpaid(self.now) - unpaid(self.was)}


def unpaid(day: Mapping[str, Any]) -> int:
    """Minutes of leave without pay."""
    return (day["leave_min"] or 0) if day["leave_type"] in UNPAID else 0


def keep(ctx: Context, corrections: Sequence[Correction]) -> set[tuple[int, str]]:
    """Bring the adjustment lines in step; the (employee, month) pairs in which one changed.

    What an adjustment of a month that is locked in turn has said already is not said again.
    """
    if not corrections:
        return set()
    people = sorted({one.employee for one in corrections})
    locked = _locked(ctx, people)
    lines = _lines(ctx, people)
    new, changed, months = [], [], set()
    for one in corrections:
        period = moments.period_of(one.day)
        while period in locked[one.employee]:
            period = moments.next_period(period)
        said = lines.get((one.employee, one.day), {})
        open_line = said.get(period)
        before = [line for when, line in said.items() if when in locked[one.employee]]
        delta = {
            name: minutes - sum(getattr(line, name) or 0 for line in before)
            for name, minutes in one.difference().items()
        }
        told = {**delta, "was": one.was["status"], "now": one.now["status"], "std_min": one.now["due_min"] or one.was["due_min"]}  # fmt: skip
        if open_line is None and any(delta.values()):
            new.append({"employee_id": one.employee, "date": one.day, "period": period, **told})
        elif open_line is not None and any(getattr(open_line, name) != value for name, value in told.items()):  # fmt: skip
            changed.append({"id": open_line.id, **told})
        else:
            continue
        months.add((one.employee, period))
    if new:
        records.write_set(ctx, AttendanceAdjustment, new, action="make", audit=AUDIT)
    if changed:
        records.write_set(ctx, AttendanceAdjustment, changed, action="each", audit=AUDIT)
    return months


def _locked(ctx: Context, people: Sequence[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for employee, period in ctx.session.execute(
        select(AttendanceMonth.employee_id, AttendanceMonth.period).where(
            AttendanceMonth.employee_id.in_(people),
            AttendanceMonth.state == "locked",
            AttendanceMonth.deleted_at.is_(None),
        )
    ):
        found[employee].add(period)
    return found


def _lines(
    ctx: Context, people: Sequence[int]
) -> dict[tuple[int, dt.date], dict[str, AttendanceAdjustment]]:
    found: dict[tuple[int, dt.date], dict[str, AttendanceAdjustment]] = defaultdict(dict)
    for line in ctx.session.scalars(
        select(AttendanceAdjustment).where(
            AttendanceAdjustment.employee_id.in_(people), AttendanceAdjustment.deleted_at.is_(None)
        )
    ):
        found[line.employee_id, line.date][line.period] = line
    return found
