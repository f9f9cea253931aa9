"""Days of attendance are reckoned anew and kept: set-based, and never those of a locked month (domain.md §4.14, O14.8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import select

from app.generated.attendance_day import AttendanceDay
from app.generated.employee import Employee
from app.runtime import clock, records
from app.runtime.context import Context

from . import adjustments, aside, inputs, moments
from .figures.plan import DAY, at
from .figures.reckoning import Result, judged

AUDIT = "attendance reckoned"
FEW = 100
"""So many new days are written one beside the other; more are made inside the database."""
NAMES = ("in_at", "out_at", *aside.SAID)
"""Columns of a day that reckoning fills."""
_OF_RESULT = itemgetter(
    *(
        Result._fields.index({"shift_id": "shift", "day_kind": "kind"}.get(name, name.removesuffix("_min")))
        for name in aside.SAID
    )
)  # fmt: skip


Values = tuple[dt.datetime | None, dt.datetime | None, tuple[Any, ...]]
"""In, out, and the values of `aside.SAID`."""


class Kept(NamedTuple):
    """A day as it stands in the database; `values` in the order of NAMES."""

    id: int
    locked: bool
    values: tuple[Any, ...]


def refresh(
    ctx: Context, employees: Sequence[int], first: dt.date, last: dt.date
) -> set[tuple[int, str]]:
    """Reckon these days of these people, a thousand at most; the (employee, month) pairs in which something changed."""
    held = lock(ctx, employees)
    kept = _kept(ctx, held, first, last)
    new: list[aside.New] = []
    changed: list[dict[str, Any]] = []
    corrected: list[adjustments.Correction] = []
    months: set[tuple[int, str]] = set()
    for employee, day, period, values in _reckoned(ctx, held, first, last):
        known = kept.get((employee, day))
        if known is None:
            new.append(aside.New(employee, day, *values))
        elif known.values == (now := (values[0], values[1], *values[2])) and not known.locked:
            continue
        elif known.locked:
            was = dict(zip(NAMES, known.values, strict=True))
            corrected.append(
                adjustments.Correction(employee, day, was, dict(zip(NAMES, now, strict=True)))
            )
            continue
        else:
            changed.append({"id": known.id, **dict(zip(NAMES, now, strict=True))})
        months.add((employee, period))
    _make(ctx, new)
    if changed:
        records.write_set(ctx, AttendanceDay, changed, action="each", audit=AUDIT)
    return months | adjustments.keep(ctx, corrected)


def _make(ctx: Context, new: Sequence[aside.New]) -> None:
    if len(new) > FEW:
        with aside.days(ctx, new) as rows:
            records.write_set(ctx, AttendanceDay, rows, action="make", audit=AUDIT)
    elif new:
        names = ("employee_id", "date", *NAMES)
        written = [
            {"locked": False, **dict(zip(names, (*one[:-1], *one.said), strict=True))}
            for one in new
        ]
        records.write_set(ctx, AttendanceDay, written, action="make", audit=AUDIT)


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
    ctx: Context, employees: Sequence[int], first: dt.date, last: dt.date
) -> Iterator[tuple[int, dt.date, str, Values]]:
    """Employee, day, month, and what it is now."""
    ahead = moments.offset(first)
    now = at(clock.local(ctx.now))
    dates = {
        day: (date := dt.date.fromordinal(day), moments.period_of(date))
        for day in range(first.toordinal(), last.toordinal() + 1)
    }
    moment = lru_cache(maxsize=None)(partial(moments.off_axis, ahead=ahead))
    said = lru_cache(maxsize=None)(_OF_RESULT)
    for person in inputs.read(ctx, employees, first, last):
        for day, (came, went, told) in judged(
            person.plans, person.punches, person.spans, now=now, flexible=person.flexible
        ):
            if day not in dates:
                continue
            values = (
                None if came is None else moment(day * DAY + came),
                None if went is None else moment(day * DAY + went),
                said(told),
            )
            yield person.id, *dates[day], values


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
