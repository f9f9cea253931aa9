"""What a day is reckoned from, read for many people at once: roster, calendar, punches, approved requests."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import select

from app.generated.attendance_request import AttendanceRequest
from app.generated.employee import Employee
from app.generated.punch import Punch
from app.generated.roster import Roster
from app.generated.shift import Shift
from app.runtime.context import Context

from . import calendar_days, moments
from .figures.plan import Plan, Rule, Span, SpanKind, planned, rule

COUNTS = ("leave", "trip", "overtime")
"""Kinds of requests that change a day themselves; corrections make punches, swaps change the roster."""
AROUND = dt.timedelta(days=1)


@dataclass(slots=True)
class Person:
    """One employee's plans of the days, and of the days around them, as far as he was employed."""

    id: int
    flexible: bool
    plans: list[Plan]
    punches: list[int]
    spans: list[Span]


@dataclass(slots=True)
class Shifts:
    """All of them by id; `usual`: that of whoever is on no roster."""

    rules: dict[int, Rule]
    usual: Rule | None


def shifts(ctx: Context) -> Shifts:
    """One statement."""
    found: dict[int, Rule] = {}
    usual: Rule | None = None
    for row in ctx.session.scalars(
        select(Shift).where(Shift.deleted_at.is_(None)).order_by(Shift.code)
    ):
        found[row.id] = of(row)
        if row.usual and usual is None:
            usual = found[row.id]
    return Shifts(found, usual)


def of(shift: Shift) -> Rule:
    """A shift as it is reckoned with."""
    return rule(
        shift.id, shift.starts, shift.ends, crosses=bool(shift.crosses_midnight),
        break_from=shift.break_from, break_to=shift.break_to, late_grace=shift.late_grace,
        early_grace=shift.early_grace, absent_after=shift.absent_after,
        before=shift.window_before, after=shift.window_after,
        follows_calendar=bool(shift.follows_calendar),
    )  # fmt: skip


def read(ctx: Context, employees: Sequence[int], first: dt.date, last: dt.date) -> list[Person]:
    """What the days from `first` to `last` of these people rest on; six statements for up to a thousand."""
    since, until = first - AROUND, last + AROUND
    ahead = moments.offset(first)
    known = shifts(ctx)
    kinds = calendar_days.kinds(ctx, since, until)
    days = [(day, day.toordinal(), *kinds[day]) for day in kinds]
    usual = {
        ordinal: planned(ordinal, kind, None, known.usual, holiday=holiday)
        for _, ordinal, kind, holiday in days
    }
    rosters = _rosters(ctx, employees, since, until, known.rules)
    punches = _punches(ctx, employees, since, until, ahead)
    spans = _spans(ctx, employees, since, until, ahead)
    found = []
    for row in _employed(ctx, employees):
        mine = rosters.get(row.id, {})
        plans = []
        for day, ordinal, kind, holiday in days:
            if day < row.hired_on or (row.left_on is not None and day > row.left_on):
                continue
            rostered = mine.get(ordinal)
            plans.append(
                usual[ordinal]
                if rostered is None
                else planned(ordinal, kind, rostered, None, holiday=holiday)
            )
        flexible = row.hours_system == "flexible"
        found.append(
            Person(row.id, flexible, plans, punches.get(row.id, []), spans.get(row.id, []))
        )
    return found


def _employed(ctx: Context, employees: Sequence[int]) -> Sequence[Any]:
    return ctx.session.execute(
        select(Employee.id, Employee.hours_system, Employee.hired_on, Employee.left_on)
        .where(Employee.id.in_(employees), Employee.deleted_at.is_(None))
        .order_by(Employee.id)
    ).all()


def _rosters(
    ctx: Context,
    employees: Sequence[int],
    first: dt.date,
    last: dt.date,
    rules: Mapping[int, Rule],
) -> dict[int, dict[int, list[Rule | None]]]:
    rows = ctx.session.execute(
        select(Roster.employee_id, Roster.date, Roster.shift_id)
        .where(
            Roster.employee_id.in_(employees),
            Roster.date.between(first, last),
            Roster.deleted_at.is_(None),
        )
        .order_by(Roster.employee_id, Roster.date, Roster.seq)
    )
    found: dict[int, dict[int, list[Rule | None]]] = defaultdict(dict)
    for employee, day, shift in rows:
        found[employee].setdefault(day.toordinal(), []).append(
            None if shift is None else rules.get(shift)
        )
    return found


def _punches(
    ctx: Context, employees: Sequence[int], first: dt.date, last: dt.date, ahead: int
) -> dict[int, list[int]]:
    rows = ctx.session.execute(
        select(Punch.employee_id, moments.minute(ctx, Punch.at)).where(
            Punch.employee_id.in_(employees),
            Punch.at >= moments.midnight(first),
            Punch.at < moments.midnight(last + 2 * AROUND),
            Punch.deleted_at.is_(None),
        )
    )
    found: dict[int, list[int]] = defaultdict(list)
    beginning = moments.on_axis(moments.EPOCH, ahead)
    for employee, minute in rows:
        found[employee].append(beginning + minute)
    return found


def _spans(
    ctx: Context, employees: Sequence[int], first: dt.date, last: dt.date, ahead: int
) -> dict[int, list[Span]]:
    asked = AttendanceRequest
    rows = ctx.session.execute(
        select(asked.employee_id, asked.kind, asked.leave_type, asked.for_time_off, asked.from_at, asked.to_at)
        .where(
            asked.employee_id.in_(employees), asked.state == "approved", asked.kind.in_(COUNTS),
            asked.from_at < moments.midnight(last + AROUND), asked.to_at > moments.midnight(first),
            asked.deleted_at.is_(None),
        )
        .order_by(asked.id)
    )  # fmt: skip
    found: dict[int, list[Span]] = defaultdict(list)
    for employee, kind, leave_type, for_time_off, start, end in rows:
        detail = leave_type or "" if kind == "leave" else "comp" if for_time_off else ""
        found[employee].append(
            Span(
                moments.on_axis(start, ahead),
                moments.on_axis(end, ahead),
                cast("SpanKind", kind),
                detail,
            )
        )
    return found
