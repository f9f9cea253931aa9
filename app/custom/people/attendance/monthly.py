"""The monthly report: made on the 1st, confirmed by the employee, reviewed by the department, locked by HR (4.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import select, true

from app.custom.crm.people import login_of_employee
from app.generated.attendance_day import AttendanceDay
from app.generated.attendance_month import AttendanceMonth, attendance_month_hooks
from app.generated.employee import Employee
from app.runtime import notify, records
from app.runtime.context import Context
from app.runtime.errors import InvalidState, message
from app.runtime.jobs import Progress, chunked, schedule

from . import days, moments, months, over_the_year, triggers

MONTH = "attendance.month"
AUDIT = "attendance month"
SILENCE = dt.timedelta(days=5)
"""Whoever says nothing for so long has confirmed."""
HOURS = Decimal(8)


@schedule("attendance.first", cron="0 10 3 1 * *", label=message(zh="生成月考勤", en="Make the months of attendance"))  # fmt: skip
def on_the_first(ctx: Context) -> None:
    """The month that is over."""
    period = moments.period_before(ctx.today)
    ctx.enqueue(MONTH, key=period, period=period)


@chunked(MONTH, lock="attendance {period}", label=message(zh="生成月考勤报表", en="Make the report of a month"))  # fmt: skip
def generate(ctx: Context, at: Progress, *, period: str) -> Progress:
    """Days of the month and then the month of everybody, a few hundred people at a time; each is told to confirm his."""
    first, last = moments.span(period)
    people = triggers.after(ctx, at.cursor, since=first)
    if people:
        before = _has(ctx, people, period)
        months.follow(ctx, {one for one in days.refresh(ctx, people, first, min(last, ctx.today)) if one[1] != period})  # fmt: skip
        months.generate(ctx, people, period)
        _tell(ctx, [id for id in people if id not in before], period)
    if len(people) < triggers.PEOPLE:
        return at.end(done=len(people))
    return at.on(people[-1], done=len(people))


def _has(ctx: Context, people: Sequence[int], period: str) -> set[int]:
    return set(
        ctx.session.scalars(
            select(AttendanceMonth.employee_id).where(
                AttendanceMonth.employee_id.in_(people),
                AttendanceMonth.period == period,
                AttendanceMonth.deleted_at.is_(None),
            )
        )
    )


def _tell(ctx: Context, people: Sequence[int], period: str) -> None:
    rows = ctx.session.execute(
        select(Employee.login_id)
        .where(Employee.id.in_(people), Employee.login_id.is_not(None))
        .order_by(Employee.id)
    )
    told = [notify.Told(row.login_id, {"period": period}) for row in rows]
    if told:
        notify.send_each(ctx, "attendance.month", told)


@schedule("attendance.silence", cron="0 30 3 * * *", label=message(zh="逾期自动确认考勤", en="Confirm what nobody objected to"))  # fmt: skip
def confirm_in_silence(ctx: Context) -> None:
    """Reports that wait for their employee longer than five days are confirmed by the system, on record as such."""
    ids = ctx.session.scalars(
        select(AttendanceMonth.id)
        .where(
            AttendanceMonth.state == "generated",
            AttendanceMonth.updated_at < ctx.now - SILENCE,
            AttendanceMonth.deleted_at.is_(None),
        )
        .order_by(AttendanceMonth.id)
    ).all()
    if ids:
        rows = [{"id": id} for id in ids]
        records.write_set(ctx, AttendanceMonth, rows, action="step", step="confirm", audit=AUDIT)


@attendance_month_hooks.on_transition("confirm")
def confirmed(month: AttendanceMonth, ctx: Context) -> None:
    """By the employee himself; the system's silence says no such thing."""
    month.confirmed_by_employee = ctx.by_person


@attendance_month_hooks.on_transition_many("confirm")
def confirmed_many(ids: Sequence[int], ctx: Context) -> None:
    """The system's own step: nobody has confirmed."""


@attendance_month_hooks.on_transition("send_back")
def returned(month: AttendanceMonth, ctx: Context) -> None:
    """The employee reads why."""
    month.confirmed_by_employee = False
    ctx.notify(
        login_of_employee(ctx, month.employee_id), "attendance.returned", record=month, period=month.period,
        reason=ctx.note, dedup_key=f"returned {month.id} {month.version}",
    )  # fmt: skip


@attendance_month_hooks.on_transition("lock")
def locked(month: AttendanceMonth, ctx: Context) -> None:
    """Its days are closed with it; time off for overtime is his from now on."""
    first, last = moments.span(month.period)
    if last >= ctx.today:
        raise InvalidState(
            message(
                zh="当月尚未结束，不能锁定", en="The month is not over yet: it cannot be locked."
            )
        )
    days.lock(ctx, [month.employee_id])
    mine = (
        (AttendanceDay.employee_id == month.employee_id)
        & AttendanceDay.date.between(first, last)
        & AttendanceDay.locked.is_not(true())
        & AttendanceDay.deleted_at.is_(None)
    )
    records.write_set(ctx, AttendanceDay, mine, action="update", values={"locked": True}, audit=AUDIT)  # fmt: skip
    if month.comp_hours:
        over_the_year.earned(ctx, month.employee_id, last.year, (month.comp_hours / HOURS).quantize(Decimal("0.01")))  # fmt: skip
