"""A day is reckoned anew as soon as something changes that it rests on: one job for each change, exactly once (4.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from app.generated.calendar_day import CalendarDay, calendar_day_hooks
from app.generated.employee import Employee
from app.generated.punch import Punch, punch_hooks
from app.generated.roster import Roster, roster_hooks
from app.generated.shift import Shift, shift_hooks
from app.runtime import clock
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import Progress, chunked, job, schedule

from . import days, inputs, moments, months

DAYS, EVERYBODY = "attendance.days", "attendance.everybody"
PAIRS = 2000
"""Employee-days of one job."""
PEOPLE = 500
"""Employees of one chunk."""
ONE = dt.timedelta(days=1)
Pair = tuple[int, dt.date]


def ask(ctx: Context, pairs: Iterable[Pair]) -> None:
    """Have these days of these employees reckoned right after the commit."""
    wanted = sorted(set(pairs))
    for start in range(0, len(wanted), PAIRS):
        part = wanted[start : start + PAIRS]
        ctx.enqueue(DAYS, days=[[employee, day.isoformat()] for employee, day in part])


def around(at: dt.datetime) -> list[dt.date]:
    """The days that a punch may belong to: that of a night shift before, its own, that of a shift after midnight."""
    day = clock.local(at).date()
    return [day - ONE, day, day + ONE]


@job(DAYS, label=message(zh="重算日考勤", en="Reckon days of attendance"))
def reckon_days(ctx: Context, *, days: list[list[Any]]) -> None:
    """`days`: pairs of employee and ISO date. What lies between them is reckoned along with them, to the same end."""
    wanted = [(int(employee), dt.date.fromisoformat(day)) for employee, day in days]
    people = sorted({employee for employee, _ in wanted})
    first, last = min(day for _, day in wanted), max(day for _, day in wanted)
    for start in range(0, len(people), PEOPLE):
        run(ctx, people[start : start + PEOPLE], first, last)


def run(ctx: Context, people: Sequence[int], first: dt.date, last: dt.date) -> None:
    """Days and then the months that hold them."""
    months.follow(ctx, days.refresh(ctx, people, first, last))


@chunked(EVERYBODY, lock="attendance everybody", label=message(zh="重算全员考勤", en="Reckon everybody's attendance"))  # fmt: skip
def reckon_everybody(ctx: Context, at: Progress, *, first: str, last: str) -> Progress:
    """Everybody's days from `first` to `last`, a few hundred people at a time."""
    people = after(ctx, at.cursor, since=dt.date.fromisoformat(first))
    if people:
        run(ctx, people, dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    if len(people) < PEOPLE:
        return at.end(done=len(people))
    return at.on(people[-1], done=len(people))


def after(ctx: Context, cursor: int | None, *, since: dt.date) -> list[int]:
    """The next employees who were not gone before `since`."""
    return list(
        ctx.session.scalars(
            select(Employee.id)
            .where(
                Employee.id > (cursor or 0),
                Employee.deleted_at.is_(None),
                (Employee.left_on.is_(None)) | (Employee.left_on >= since),
            )
            .order_by(Employee.id)
            .limit(PEOPLE)
        )
    )


@schedule("attendance.nightly", cron="0 20 2 * * *", label=message(zh="每日考勤", en="Attendance of the day"))  # fmt: skip
def nightly(ctx: Context) -> None:
    """Who did not punch is found by nobody's punch: yesterday and the night shift before are reckoned for everybody."""
    first, last = ctx.today - 2 * ONE, ctx.today - ONE
    ctx.enqueue(EVERYBODY, key=f"{last}", first=first.isoformat(), last=last.isoformat())


@schedule("attendance.noon", cron="0 30 12 * * *", label=message(zh="夜班考勤", en="Attendance of the night"))  # fmt: skip
def noon(ctx: Context) -> None:
    """The shifts that ended this morning."""
    last = ctx.today - ONE
    ctx.enqueue(EVERYBODY, key=f"{last} noon", first=last.isoformat(), last=last.isoformat())


# -- punches ----------------------------------------------------------------------------------------


@punch_hooks.on_create
def after_a_punch(punch: Punch, ctx: Context) -> None:
    """Its days."""
    ask(ctx, [(punch.employee_id, day) for day in around(punch.at)])


@punch_hooks.on_create_many
def after_punches(ids: Sequence[int], ctx: Context) -> None:
    """The days of all of them."""
    rows = _by_id(ctx, (Punch.employee_id, Punch.at), Punch.id, ids)
    ask(ctx, {(employee, day) for employee, at in rows for day in around(at)})


# -- rosters ----------------------------------------------------------------------------------------


@roster_hooks.on_create
@roster_hooks.on_delete
def after_a_roster(line: Roster, ctx: Context) -> None:
    """Its day and those beside it: a punch may go to another shift now."""
    ask(ctx, _beside(line.employee_id, line.date, ctx.today))


@roster_hooks.on_update
def after_another_shift(line: Roster, ctx: Context) -> None:
    """Where it was, and where it is."""
    employee = ctx.changes.get("employee", (line.employee_id,))[0] or line.employee_id
    day = ctx.changes.get("date", (line.date,))[0] or line.date
    ask(ctx, {*_beside(employee, day, ctx.today), *_beside(line.employee_id, line.date, ctx.today)})


@roster_hooks.on_create_many
@roster_hooks.on_update_many
@roster_hooks.on_delete_many
def after_rosters(ids: Sequence[int], ctx: Context) -> None:
    """The days of all of them."""
    rows = _by_id(ctx, (Roster.employee_id, Roster.date), Roster.id, ids)
    ask(ctx, {pair for employee, day in rows for pair in _beside(employee, day, ctx.today)})


def _beside(employee: int, day: dt.date, today: dt.date) -> list[Pair]:
    """Days to come are not reckoned yet, and a plan for them asks for nothing."""
    if day - ONE > today:
        return []
    return [(employee, day - ONE), (employee, day), (employee, day + ONE)]


def _by_id(ctx: Context, columns: tuple[Any, ...], id: Any, ids: Sequence[int]) -> list[Any]:
    found: list[Any] = []
    for start in range(0, len(ids), 1000):
        statement = select(*columns).where(id.in_(ids[start : start + 1000]))
        found += ctx.session.execute(statement).all()
    return found


# -- calendar and shifts ----------------------------------------------------------------------------


@calendar_day_hooks.on_create
@calendar_day_hooks.on_update
@calendar_day_hooks.on_delete
def after_another_calendar(day: CalendarDay, ctx: Context) -> None:
    """Everybody's day: a notice made it a workday or a holiday."""
    if day.date <= ctx.today:
        ctx.enqueue(EVERYBODY, first=day.date.isoformat(), last=day.date.isoformat())


@shift_hooks.on_create
@shift_hooks.on_update
def after_another_rule(shift: Shift, ctx: Context) -> None:
    """The standard time of a shift follows its hours; days since the first of last month are reckoned by the new rule."""
    shift.std_minutes = inputs.of(shift).standard
    if ctx.operation.action == "update" and set(ctx.changes) - {"name", "code", "std_minutes"}:
        first, _ = moments.span(moments.period_before(ctx.today))
        ctx.enqueue(EVERYBODY, first=first.isoformat(), last=ctx.today.isoformat())
