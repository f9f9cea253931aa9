"""Days of attendance are reckoned anew and kept: set-based, and never those of a locked month (domain.md §4.14, O14.8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import exists, select

from app.generated.attendance_day import AttendanceDay
from app.generated.employee import Employee
from app.runtime import clock, records
from app.runtime.context import Context

from . import adjustments, aside, inputs, moments
from .figures.plan import DAY, at
from .figures.reckoning import Result, judged

AUDIT = "attendance reckoned"
FEW = 100
"""So many days are compared and written one beside the other; more inside the database."""
_OF_RESULT = itemgetter(
    *(
        Result._fields.index({"shift_id": "shift", "day_kind": "kind"}.get(name, name.removesuffix("_min")))
        for name in aside.SAID
    )
)  # fmt: skip


class Kept(NamedTuple):
    """A day as it stands in the database; `values` in the order of aside.NAMES."""

    id: int
    locked: bool
    values: tuple[Any, ...]


def refresh(
    ctx: Context, employees: Sequence[int], first: dt.date, last: dt.date
) -> set[tuple[int, str]]:
    """Reckon these days of these people, a thousand at most; the (employee, month) pairs in which something changed."""
    held = lock(ctx, employees)
    reckoned = list(_reckoned(ctx, held, first, last))
    if len(reckoned) > FEW:
        new, others = _many(ctx, reckoned, there=_any(ctx, held, first, last))
    else:
        new, others = _few(ctx, reckoned, _kept(ctx, held, first, last))
    changed, corrected = [], []
    for one, known in others:
        if known.locked:
            corrected.append(adjustments.Correction(one.employee_id, one.date, _named(known.values), _named(_values(one))))  # fmt: skip
        else:
            changed.append((one, known.id))
    if changed:
        rows = [{"id": id, **_named(_values(one))} for one, id in changed]
        records.write_set(ctx, AttendanceDay, rows, action="each", audit=AUDIT)
    period = lru_cache(maxsize=None)(moments.period_of)
    months = {(one.employee_id, period(one.date)) for one in new}
    months |= {(one.employee_id, period(one.date)) for one, _ in changed}
    return months | adjustments.keep(ctx, corrected)


Compared = tuple[Sequence[aside.Day], Sequence[tuple[aside.Day, Kept]]]
"""Days that were new and are made; days that differ from what is kept, those of a locked month with them."""


def _many(ctx: Context, reckoned: Sequence[aside.Day], *, there: bool) -> Compared:
    """Compared and made inside the database. `there`: some of these days are kept already."""
    with aside.days(ctx, reckoned) as given:
        if not there:
            records.write_set(ctx, AttendanceDay, aside.ALL, action="make", audit=AUDIT)
            return reckoned, ()
        found = ctx.session.execute(aside.DIFFERENT, given).all()
        new = [reckoned[row.place] for row in found if row.id is None]
        if new:
            missing = aside.MISSING.params(given)
            records.write_set(ctx, AttendanceDay, missing, action="make", audit=AUDIT)
    return new, [(reckoned[row[0]], _kept_row(row[1:])) for row in found if row.id is not None]


def _few(
    ctx: Context,
    reckoned: Sequence[aside.Day],
    kept: Mapping[tuple[int, dt.date], Kept],
) -> Compared:
    """One beside the other."""
    new: list[aside.Day] = []
    others: list[tuple[aside.Day, Kept]] = []
    for one in reckoned:
        known = kept.get((one.employee_id, one.date))
        if known is None:
            new.append(one)
        elif known.locked or known.values != _values(one):
            others.append((one, known))
    if new:
        rows = [
            {"employee_id": one.employee_id, "date": one.date, "locked": False, **_named(_values(one))}
            for one in new
        ]  # fmt: skip
        records.write_set(ctx, AttendanceDay, rows, action="make", audit=AUDIT)
    return new, others


def _values(day: aside.Day) -> tuple[Any, ...]:
    """In the order of aside.NAMES."""
    return (day.in_at, day.out_at, *day.said)


def _named(values: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(aside.NAMES, values, strict=True))


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
) -> Iterator[aside.Day]:
    """What each day is now."""
    ahead = moments.offset(first)
    now = at(clock.local(ctx.now))
    dates = {
        day: dt.date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)
    }
    moment = lru_cache(maxsize=None)(partial(moments.off_axis, ahead=ahead))
    said = lru_cache(maxsize=None)(_OF_RESULT)
    for person in inputs.read(ctx, employees, first, last):
        for day, (came, went, told) in judged(
            person.plans, person.punches, person.spans, now=now, flexible=person.flexible
        ):
            if day not in dates:
                continue
            yield aside.Day(
                person.id,
                dates[day],
                None if came is None else moment(day * DAY + came),
                None if went is None else moment(day * DAY + went),
                said(told),
            )


def _any(ctx: Context, employees: Sequence[int], first: dt.date, last: dt.date) -> bool:
    """Whether one of these days is kept."""
    return bool(ctx.session.scalar(select(exists().where(*_those(employees, first, last)))))


def _kept(
    ctx: Context, employees: Sequence[int], first: dt.date, last: dt.date
) -> dict[tuple[int, dt.date], Kept]:
    table = AttendanceDay
    rows = ctx.session.execute(
        select(table.employee_id, table.date, table.id, table.locked, *(getattr(table, name) for name in aside.NAMES))
        .where(*_those(employees, first, last))
    )  # fmt: skip
    return {(row[0], row[1]): _kept_row(row[2:]) for row in rows}


def _those(employees: Sequence[int], first: dt.date, last: dt.date) -> tuple[Any, ...]:
    table = AttendanceDay
    return (
        table.employee_id.in_(employees),
        table.date.between(first, last),
        table.deleted_at.is_(None),
    )


def _kept_row(row: Sequence[Any]) -> Kept:
    return Kept(row[0], bool(row[1]), tuple(row[2:]))
