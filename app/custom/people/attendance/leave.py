"""Balances of leave: granted by years of service, carried over, taken, lapsed (4.2, domain.md §4.14, O14.10)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from app.generated.attendance_request import AttendanceRequest
from app.generated.employee import Employee
from app.generated.leave_balance import LeaveBalance
from app.runtime import clock, records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message
from app.runtime.jobs import Progress, chunked, schedule

from . import over_the_year
from .figures import pay

COUNTED = ("annual", over_the_year.COMP)
"""Kinds of leave that there is so much of; of the others the law and the approver say how much."""
WAITING = ("submitted", "manager_ok")
WORKS = ("probation", "regular", "leaving")
PEOPLE = 500
GRANT = "attendance.grant_leave"
CARRY = "attendance.carry_time_off"
AUDIT = "annual leave"
NOTHING = Decimal(0)


def left(ctx: Context, asked: AttendanceRequest) -> Decimal | None:
    """Days that may still be asked for: what is left, without what waits for a decision. None: nobody counts them."""
    if asked.leave_type not in COUNTED:
        return None
    year = clock.local(asked.from_at).year
    balance = over_the_year.held(ctx, asked.employee_id, year, asked.leave_type)
    if balance is None:
        return NOTHING
    table = AttendanceRequest
    beginning, end = (
        dt.datetime(one, 1, 1, tzinfo=clock.zone()).astimezone(dt.UTC) for one in (year, year + 1)
    )
    rows = ctx.session.execute(
        select(table.days).where(
            table.employee_id == asked.employee_id, table.id != asked.id, table.kind == "leave",
            table.leave_type == asked.leave_type, table.state.in_(WAITING),
            table.from_at >= beginning, table.from_at < end, table.deleted_at.is_(None),
        )
    )  # fmt: skip
    waits = sum((row.days or NOTHING for row in rows), NOTHING)
    return over_the_year.still_there(ctx, balance) - waits


def take(ctx: Context, asked: AttendanceRequest) -> None:
    """An approved leave is used. Raises RuleViolation when it is not there any more."""
    if asked.leave_type not in COUNTED:
        return
    year = clock.local(asked.from_at).year
    balance = over_the_year.held(ctx, asked.employee_id, year, asked.leave_type)
    days = asked.days or NOTHING
    if balance is None or over_the_year.still_there(ctx, balance) < days:
        raise RuleViolation(
            "假期余额已不足，请退回申请 / There is not enough leave left by now: reject the request.",
            code="balance",
        )
    over_the_year.used(ctx, balance, days)


def give_back(ctx: Context, asked: AttendanceRequest, days: Decimal) -> None:
    """Days of an approved leave that were not taken after all: to the year that they were of, and on from there."""
    if asked.leave_type not in COUNTED or not days:
        return
    balance = over_the_year.held(
        ctx, asked.employee_id, clock.local(asked.from_at).year, asked.leave_type
    )
    if balance is not None:
        over_the_year.used(ctx, balance, -min(days, balance.used or NOTHING))


def entitled(first_work: dt.date, hired: dt.date, year: int) -> int:
    """Whole days of annual leave in a year by the years of work when it begins; a share of it where that is in the course of the year."""
    since = pay.leave_begins(first_work, hired, year)
    if since.year > year:
        return 0
    days = pay.leave_of_service(pay.years_between(first_work, since))
    return days if since == dt.date(year, 1, 1) else pay.of_a_joiner(days, since)


def grant(ctx: Context, employees: Sequence[int], year: int) -> int:
    """Make this year's annual leave of those who have none yet, once it begins; what is left of last year is carried over to its end."""
    table = LeaveBalance
    before = {
        row.employee_id: max(over_the_year.left(row), NOTHING)
        for row in ctx.session.scalars(
            select(table).where(
                table.employee_id.in_(employees), table.year == year - 1, table.leave_type == "annual",
                table.deleted_at.is_(None),
            )
            # Whoever takes a leave of last year back meanwhile waits, and then finds the balance made here.
            .order_by(table.id).with_for_update(key_share=True, of=table)
        )
    }  # fmt: skip
    rows = []
    for person in ctx.session.execute(
        select(Employee.id, Employee.first_work_on, Employee.hired_on)
        .where(Employee.id.in_(employees))
        .order_by(Employee.id)
    ):
        first_work = person.first_work_on or person.hired_on
        if pay.leave_begins(first_work, person.hired_on, year) > max(
            ctx.today, dt.date(year, 1, 1)
        ):
            continue
        days = entitled(first_work, person.hired_on, year)
        carried = before.get(person.id, NOTHING)
        rows.append(
            {"employee_id": person.id, "year": year, "leave_type": "annual", "entitled": Decimal(days),
             "used": NOTHING, "carried": carried, "left": days + carried,
             "expires_on": dt.date(year, 12, 31) if carried else None}
        )  # fmt: skip
    if rows:
        records.write_set(ctx, table, rows, action="make", audit=AUDIT)
    return len(rows)


@schedule("attendance.leave", cron="0 40 1 * * *", label=message(zh="年假", en="Annual leave"))
def every_night(ctx: Context) -> None:
    """New employees and a new year get their leave, time off is carried; carried days whose time is over lapse."""
    for job in (GRANT, CARRY):
        ctx.enqueue(job, key=f"{ctx.today}", year=ctx.today.year)
    lapse(ctx)


@chunked(GRANT, lock="annual leave", label=message(zh="发放年假", en="Grant annual leave"))
def grant_to_all(ctx: Context, at: Progress, *, year: int) -> Progress:
    """Those who work here and have no annual leave of the year yet."""
    has = select(LeaveBalance.employee_id).where(
        LeaveBalance.year == year,
        LeaveBalance.leave_type == "annual",
        LeaveBalance.deleted_at.is_(None),
    )
    people = list(
        ctx.session.scalars(
            select(Employee.id)
            .where(
                Employee.state.in_(WORKS),
                Employee.deleted_at.is_(None),
                Employee.id > (at.cursor or 0),
                Employee.id.not_in(has),
            )
            .order_by(Employee.id)
            .limit(PEOPLE)
        )
    )
    grant(ctx, people, year)
    return at.end(done=len(people)) if len(people) < PEOPLE else at.on(people[-1], done=len(people))


@chunked(CARRY, lock="annual leave", label=message(zh="结转调休", en="Carry time off over"))
def carry_time_off(ctx: Context, at: Progress, *, year: int) -> Progress:
    """What is left of last year's time off is carried to the end of this one; whoever has a balance of this year has carried it."""
    table, has = LeaveBalance, aliased(LeaveBalance)
    rows = ctx.session.scalars(
        select(table)
        .join(Employee, Employee.id == table.employee_id)
        .where(
            table.year == year - 1, table.leave_type == over_the_year.COMP, table.left > 0,
            table.deleted_at.is_(None), table.employee_id > (at.cursor or 0), Employee.state.in_(WORKS),
            ~exists().where(
                has.employee_id == table.employee_id, has.year == year, has.leave_type == over_the_year.COMP,
                has.deleted_at.is_(None),
            ),
        )
        .order_by(table.employee_id).limit(PEOPLE).with_for_update(key_share=True, of=table)
    ).all()  # fmt: skip
    made = [
        {"employee_id": row.employee_id, "year": year, "leave_type": over_the_year.COMP, "entitled": NOTHING,
         "used": NOTHING, "carried": left, "left": left, "expires_on": dt.date(year, 12, 31)}
        for row in rows for left in (over_the_year.left(row),)
    ]  # fmt: skip
    if made:
        records.write_set(ctx, table, made, action="make", audit="time off carried over")
    if len(rows) < PEOPLE:
        return at.end(done=len(rows))
    return at.on(rows[-1].employee_id, done=len(rows))


def lapse(ctx: Context) -> int:
    """Carried days that were not used by their day are gone; taken leave counts against them first."""
    rows = ctx.session.scalars(
        select(LeaveBalance)
        .where(
            LeaveBalance.expires_on < ctx.today,
            LeaveBalance.carried > func.coalesce(LeaveBalance.used, 0),
            LeaveBalance.deleted_at.is_(None),
        )
        .order_by(LeaveBalance.id)
    ).all()
    changed = [
        {"id": row.id, "carried": row.used or NOTHING, "left": row.entitled or NOTHING}
        for row in rows
    ]
    if changed:
        records.write_set(ctx, LeaveBalance, changed, action="each", audit="carried leave lapsed")
    return len(changed)
