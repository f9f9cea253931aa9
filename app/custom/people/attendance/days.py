"""Days of attendance are reckoned anew and kept: set-based, and never those of a locked month (domain.md §4.14, O14.8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select

from app.generated.attendance_day import AttendanceDay
from app.generated.employee import Employee
from app.runtime import clock, records
from app.runtime.context import Context

from . import adjustments, inputs, moments
from .figures.plan import at
from .figures.reckoning import Result, reckon

AUDIT = "attendance reckoned"
CHUNK = 5000
COLUMNS = {
    "day_kind": "kind", "shift_id": "shift", "due_min": "due", "worked_min": "worked", "late_min": "late",
    "early_min": "early", "absent_min": "absent", "leave_min": "leave", "leave_type": "leave_type",
    "trip_min": "trip", "ot_workday_min": "ot_workday", "ot_rest_min": "ot_rest",
    "ot_holiday_min": "ot_holiday", "comp_min": "comp", "status": "status",
}  # fmt: skip
"""Column of AttendanceDay → field of a Result. `in_at` and `out_at` are moments there and minutes here."""
NAMES = ("in_at", "out_at", *COLUMNS)
_PLACES = [Result._fields.index(name) for name in COLUMNS.values()]


class Kept(NamedTuple):
    """A day as it stands in the database; `values` in the order of NAMES."""

    id: int
    locked: bool
    values: tuple[Any, ...]


Wanted = Mapping[int, Collection[int]]
"""Employee → ordinals of days."""


def refresh(
    ctx: Context, employees: Sequence[int], first: dt.date, last: dt.date
) -> set[tuple[int, str]]:
    """Reckon these days of these people, a thousand at most; the (employee, month) pairs in which something changed."""
    held = lock(ctx, employees)
    kept = _kept(ctx, held, first, last)
    ahead = moments.offset(first)
    now = at(clock.local(ctx.now))
    low, high = first.toordinal(), last.toordinal()
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    corrected: list[adjustments.Correction] = []
    months: set[tuple[int, str]] = set()
    for employee, day, result in _reckoned(ctx, held, first, last, low, high, now):
        values = columns(result, ahead)
        known = kept.get((employee, day))
        if known is None:
            new.append(
                {
                    "employee_id": employee,
                    "date": day,
                    "locked": False,
                    **dict(zip(NAMES, values, strict=True)),
                }
            )
        elif known.values == values and not known.locked:
            continue
        elif known.locked:
            corrected.append(
                adjustments.Correction(
                    employee,
                    day,
                    dict(zip(NAMES, known.values, strict=True)),
                    dict(zip(NAMES, values, strict=True)),
                )
            )
            continue
        else:
            changed.append({"id": known.id, **dict(zip(NAMES, values, strict=True))})
        months.add((employee, moments.period_of(day)))
    if new:
        records.write_set(ctx, AttendanceDay, new, action="make", audit=AUDIT, chunk=CHUNK)
    if changed:
        records.write_set(ctx, AttendanceDay, changed, action="each", audit=AUDIT, chunk=CHUNK)
    return months | adjustments.keep(ctx, corrected)


def lock(ctx: Context, employees: Iterable[int]) -> list[int]:
    """These people's attendance is reckoned by nobody else until this transaction ends."""
    return list(
        ctx.session.scalars(
            select(Employee.id)
            .where(Employee.id.in_(sorted(set(employees))))
            .order_by(Employee.id)
            .with_for_update(key_share=True)
        )
    )


def _reckoned(
    ctx: Context,
    employees: Sequence[int],
    first: dt.date,
    last: dt.date,
    low: int,
    high: int,
    now: int,
) -> Iterator[tuple[int, dt.date, Result]]:
    dates = {day: dt.date.fromordinal(day) for day in range(low, high + 1)}
    for person in inputs.read(ctx, employees, first, last):
        found = reckon(
            person.plans, person.punches, person.spans, now=now, flexible=person.flexible
        )
        for day, result in found.items():
            if low <= day <= high:
                yield person.id, dates[day], result


def columns(result: Result, ahead: int) -> tuple[Any, ...]:
    """The values of a day in the order of NAMES."""
    first, last = result.first, result.last
    return (
        None if first is None else moments.off_axis(first, ahead),
        None if last is None else moments.off_axis(last, ahead),
        *(result[place] for place in _PLACES),
    )


def _kept(
    ctx: Context, employees: Sequence[int], first: dt.date, last: dt.date
) -> dict[tuple[int, dt.date], Kept]:
    table = AttendanceDay
    rows = ctx.session.execute(
        select(table.employee_id, table.date, table.id, table.locked, *(getattr(table, name) for name in NAMES))
        .where(
            table.employee_id.in_(employees),
            table.date.between(first, last),
            table.deleted_at.is_(None),
        )
    )  # fmt: skip
    return {(row[0], row[1]): Kept(row[2], bool(row[3]), tuple(row[4:])) for row in rows}
