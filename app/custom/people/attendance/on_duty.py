"""Lines of the roster that follow from requests: who is on leave, which dispatch reads, and who has swapped (4.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from app.generated.attendance_request import AttendanceRequest
from app.generated.roster import Roster, roster_hooks
from app.runtime import clock, records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from . import inputs, moments
from .figures.plan import DAY, Plan
from .figures.taken import mostly

AUDIT = "on leave"


def mark(ctx: Context, employees: Sequence[int], first: dt.date, last: dt.date) -> int:
    """Say of these people's lines that they are on leave where it takes more than half of the day's work."""
    lines = _on_the_roster(ctx, employees, first, last, Roster.on_leave.is_not(True))
    if not lines or not _anybody_is_away(ctx, employees, first, last):
        return 0
    away = _away(ctx, lines, first, last)
    return _write(ctx, [line.id for line in lines if (line.employee_id, line.date) in away], True)


def unmark(ctx: Context, employee: int, first: dt.date, last: dt.date) -> int:
    """Say of this employee's lines that no leave covers any more that he is there again."""
    return _unmark(
        ctx, _on_the_roster(ctx, [employee], first, last, Roster.on_leave.is_(True)), first, last
    )


def unmark_lines(ctx: Context, ids: Sequence[int]) -> int:
    """The same of lines that got another shift: one that the leave does not cover is worked."""
    lines = ctx.session.execute(
        select(Roster.id, Roster.employee_id, Roster.date)
        .where(Roster.id.in_(ids), Roster.on_leave.is_(True), Roster.deleted_at.is_(None))
        .order_by(Roster.id)
    ).all()
    if not lines:
        return 0
    dates = [line.date for line in lines]
    return _unmark(ctx, lines, min(dates), max(dates))


def _unmark(ctx: Context, lines: Sequence[Any], first: dt.date, last: dt.date) -> int:
    away = _away(ctx, lines, first, last) if lines else set()
    back = [line.id for line in lines if (line.employee_id, line.date) not in away]
    return _write(ctx, back, False)


def _on_the_roster(
    ctx: Context, employees: Sequence[int], first: dt.date, last: dt.date, marked: Any
) -> Sequence[Any]:
    return ctx.session.execute(
        select(Roster.id, Roster.employee_id, Roster.date)
        .where(
            Roster.employee_id.in_(employees), Roster.date.between(first, last), Roster.shift_id.is_not(None),
            marked, Roster.deleted_at.is_(None),
        )
        .order_by(Roster.id)
    ).all()  # fmt: skip


def _away(
    ctx: Context, lines: Sequence[Any], first: dt.date, last: dt.date
) -> set[tuple[int, dt.date]]:
    """The employee-days of which leave takes more than half of the work."""
    away: set[tuple[int, dt.date]] = set()
    for person in inputs.read(ctx, sorted({line.employee_id for line in lines}), first, last):
        leaves = [one for one in person.spans if one.kind == "leave"]
        for plan in person.plans if leaves else ():
            if any(mostly(plan, one.start, one.end) for one in leaves if one.end > plan.day * DAY):
                away.add((person.id, dt.date.fromordinal(plan.day)))
    return away


def _write(ctx: Context, ids: Sequence[int], on_leave: bool) -> int:
    if ids:
        rows = [{"id": id, "on_leave": on_leave} for id in ids]
        records.write_set(ctx, Roster, rows, action="each", audit=AUDIT)
    return len(ids)


def _anybody_is_away(ctx: Context, employees: Sequence[int], first: dt.date, last: dt.date) -> bool:
    table = AttendanceRequest
    found = ctx.session.scalar(
        select(table.id)
        .where(
            table.employee_id.in_(employees), table.state == "approved", table.kind == "leave",
            table.from_at < moments.midnight(last + dt.timedelta(days=2)),
            table.to_at > moments.midnight(first), table.deleted_at.is_(None),
        )
        .limit(1)
    )  # fmt: skip
    return found is not None


@roster_hooks.on_create
def a_line_of_somebody_away(line: Roster, ctx: Context) -> None:
    """A roster that is made after the leave was approved knows of it."""
    mark(ctx, [line.employee_id], line.date, line.date)


@roster_hooks.on_update
def a_changed_line(line: Roster, ctx: Context) -> None:
    """So does a day off that becomes a day of work, or a night that takes the place of a day."""
    if set(ctx.changes) & {"shift", "employee", "date"}:
        ctx.session.flush()
        unmark_lines(ctx, [line.id])
        mark(ctx, [line.employee_id], line.date, line.date)


@roster_hooks.on_create_many
@roster_hooks.on_update_many
def many_lines(ids: Sequence[int], ctx: Context) -> None:
    """So does a whole month."""
    for start in range(0, len(ids), 1000):
        rows = ctx.session.execute(
            select(Roster.employee_id, Roster.date).where(Roster.id.in_(ids[start : start + 1000]))
        ).all()
        if rows:
            people = sorted({row.employee_id for row in rows})
            mark(ctx, people, min(row.date for row in rows), max(row.date for row in rows))


# -- swaps ------------------------------------------------------------------------------------------


def must_be_exchangeable(ctx: Context, asked: AttendanceRequest) -> None:
    """Both are on the roster of the day, or days, once each, and nobody gets a shift that he is away in."""
    mine, theirs = _both(ctx, asked)
    if mine == theirs:
        raise RuleViolation(
            "两人当日班次相同，无需换班 / Both have the same shift: there is nothing to swap.",
            field="swap_with",
            code="same_shift",
        )
    _must_be_there(ctx, asked, {asked.employee_id: theirs, asked.swap_with_id or 0: mine})


def _must_be_there(
    ctx: Context, asked: AttendanceRequest, gets: Mapping[int, Sequence[int | None]]
) -> None:
    days = _days(asked)
    rules = inputs.shifts(ctx).rules
    for person in inputs.read(ctx, sorted(gets), days[0], days[-1]):
        away = [one for one in person.spans if one.kind in ("leave", "trip")]
        for day, shift in zip(days, gets[person.id], strict=True):
            plan = Plan(day.toordinal(), "workday", (rules[shift],)) if shift in rules else None
            if plan is not None and any(mostly(plan, one.start, one.end) for one in away):
                raise RuleViolation(
                    f"{day} 其中一人请假或出差，不能接这个班 / "
                    f"On {day} one of the two is away and cannot take the shift.",
                    field="swap_with",
                    code="away",
                )


def _both(ctx: Context, asked: AttendanceRequest) -> tuple[list[int | None], list[int | None]]:
    """The shifts of either, day by day."""
    lines = _lines(ctx, asked)
    found: tuple[list[int | None], list[int | None]] = ([], [])
    for day in _days(asked):
        for place, who in enumerate((asked.employee_id, asked.swap_with_id or 0)):
            line = lines.get((who, day))
            if line is None:
                raise RuleViolation(
                    f"{day} 两人须各有一行排班才能换班 / On {day} both need a line of the roster to swap.",
                    field="from_at",
                    code="no_roster",
                )
            found[place].append(line.shift_id)
    return found


def _days(asked: AttendanceRequest) -> list[dt.date]:
    """The day that one gives, and the day that one takes, which may be the same."""
    return sorted({clock.local(asked.from_at).date(), clock.local(asked.to_at).date()})


def _lines(ctx: Context, asked: AttendanceRequest) -> dict[tuple[int, dt.date], Roster]:
    rows = ctx.session.scalars(
        select(Roster)
        .where(
            Roster.employee_id.in_((asked.employee_id, asked.swap_with_id)),
            Roster.date.in_(_days(asked)),
            Roster.seq == 1,
            Roster.deleted_at.is_(None),
        )
        .order_by(Roster.id)
        .with_for_update(key_share=True, of=Roster)
    )
    return {(row.employee_id, row.date): row for row in rows}


def exchange(ctx: Context, asked: AttendanceRequest) -> None:
    """Each takes the other's shift of these days."""
    must_be_exchangeable(ctx, asked)
    lines = _lines(ctx, asked)
    for day in _days(asked):
        mine, theirs = lines[asked.employee_id, day], lines[asked.swap_with_id or 0, day]
        own, other = mine.shift_id, theirs.shift_id
        ctx.update(mine, shift=other)
        ctx.update(theirs, shift=own)
