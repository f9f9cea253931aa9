"""The first or the last day of somebody moves: no day outside of his employment is due, none inside is missing (4.2).

Whoever is settled after his last day was reckoned as absent in between, until it was known that he had left.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import or_, select

from app.generated.attendance_day import AttendanceDay
from app.generated.employee import Employee, employee_hooks
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import job

from . import adjustments, aside, days, moments, months

JOB = "attendance.employed"
AUDIT = "outside of the employment"
NOT_DUE = dict.fromkeys(adjustments.MINUTES, 0) | {"leave_type": None, "status": "rest"}
"""What a locked day ought to say."""


@employee_hooks.on_update
def another_first_or_last_day(employee: Employee, ctx: Context) -> None:
    """The days between the old and the new one are reckoned anew, right after the commit."""
    moved = [
        day or ctx.today
        for name in ("hired_on", "left_on")
        if name in ctx.changes
        for day in ctx.changes[name]
    ]
    if moved and min(moved) <= ctx.today:
        first, last = min(moved), min(max(moved), ctx.today)
        ctx.enqueue(JOB, employee=employee.id, first=first.isoformat(), last=last.isoformat())


@job(
    JOB, label=message(zh="按入职离职日重算考勤", en="Reckon attendance by the first and last day")
)
def reckon(ctx: Context, *, employee: int, first: str, last: str) -> None:
    """Once is enough, and twice the same."""
    changed = _end(ctx, employee)
    changed |= days.refresh(
        ctx, [employee], dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    )
    months.follow(ctx, changed)


def _end(ctx: Context, employee: int) -> set[tuple[int, str]]:
    """Days before the first and after the last one go; what a locked month says of them is corrected in the next."""
    days.lock(ctx, [employee])
    table = AttendanceDay
    rows = ctx.session.execute(
        select(table.id, table.date, table.locked, *(getattr(table, name) for name in aside.NAMES))
        .join(Employee, Employee.id == table.employee_id)
        .where(
            table.employee_id == employee, table.deleted_at.is_(None),
            or_(table.date < Employee.hired_on, table.date > Employee.left_on),
        )
    ).all()  # fmt: skip
    open_ones = [row for row in rows if not row.locked]
    if open_ones:
        gone = table.id.in_([row.id for row in open_ones])
        records.write_set(ctx, table, gone, action="delete", audit=AUDIT)
    locked = [
        adjustments.Correction(employee, row.date, row._asdict(), NOT_DUE)
        for row in rows
        if row.locked
    ]
    months_of = {(employee, moments.period_of(row.date)) for row in open_ones}
    return months_of | adjustments.keep(ctx, locked)
