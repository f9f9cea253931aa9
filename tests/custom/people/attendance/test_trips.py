"""Trips, and a quarter of comprehensive hours."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from sqlalchemy import select

from app.custom.people.attendance import months
from app.generated.attendance_day import AttendanceDay
from app.generated.attendance_month import AttendanceMonth
from app.generated.attendance_request import AttendanceRequest
from app.generated.employee import Employee
from app.runtime import records
from app.runtime.errors import AppError

from .conftest import MONDAY, Office, moment

pytestmark = pytest.mark.database


def test_an_approved_trip_is_work_without_a_punch_and_the_managers_word_is_enough(
    office: Office,
) -> None:
    id = office.approved("trip", moment(MONDAY, "09:00"), moment(MONDAY, "18:00"))
    asked = office.fresh().get_one(AttendanceRequest, id)
    assert (asked.state, asked.minutes, asked.days) == ("approved", 450, Decimal(1))
    day = office.day()
    assert day is not None
    assert (day.status, day.trip_min, day.absent_min) == ("trip", 450, 0)


def test_half_a_day_of_trip_leaves_the_other_half_to_be_worked(office: Office) -> None:
    office.punch("13:28", "18:01")
    before = office.day()
    assert before is not None
    assert before.status == "absent"
    office.approved("trip", moment(MONDAY, "09:00"), moment(MONDAY, "12:00"))
    after = office.day()
    assert after is not None
    assert (after.status, after.trip_min, after.worked_min) == ("trip", 180, 270)


def test_a_trip_does_not_lie_over_leave_and_its_deputy_is_there(office: Office) -> None:
    thursday = dt.date(2026, 3, 5)
    since, until = moment(thursday, "09:00"), moment(thursday, "18:00")
    office.step("李上班", office.ask("leave", since, until, leave_type="personal"), "submit")
    with pytest.raises(AppError, match="overlaps"):
        office.step("李上班", office.ask("trip", since, until), "submit")
    friday = moment(dt.date(2026, 3, 6), "09:00"), moment(dt.date(2026, 3, 6), "18:00")
    theirs = records.create(
        office.town.as_("钱主管"), AttendanceRequest,
        {"kind": "trip", "from_at": friday[0], "to_at": friday[1], "reason": "去总部"},
    ).id  # fmt: skip
    office.step("钱主管", theirs, "submit")
    with pytest.raises(AppError, match="deputy"):
        office.step("李上班", office.ask("trip", *friday, deputy=office.head.id), "submit")


def test_o14_9_comprehensive_hours_above_the_quarter_are_told_in_its_last_month(
    office: Office, at: time_machine.Coordinates
) -> None:
    """The first quarter of 2026 has 59 workdays, 472 hours; eight of 488 hours were worked on a public holiday."""
    at.move_to("2026-04-01T09:00:00+08:00")
    me = office.person.id
    with records.writing(office.ctx):
        office.ctx.update(office.ctx.get(Employee, me), hours_system="comprehensive")
        first = dt.date(2026, 1, 2)
        rows = [
            {"employee_id": me, "date": first + dt.timedelta(days=n), "day_kind": "workday", "due_min": 480,
             "worked_min": 480, "ot_rest_min": 0, "ot_holiday_min": 480 if n == 60 else 0, "status": "normal", "locked": False}
            for n in range(61)
        ]  # fmt: skip
        records.write_set(office.ctx, AttendanceDay, rows, action="make", audit="test")
        for period in ("2026-02", "2026-03"):
            months.generate(office.ctx, [me], period)
    found = {
        row.period: row
        for row in office.fresh().scalars(
            select(AttendanceMonth).where(AttendanceMonth.employee_id == me)
        )
    }
    march = found["2026-03"]
    assert (found["2026-02"].over_h, march.over_h) == (0, 8)
    assert (march.ot_workday_h, march.ot_rest_h, march.ot_holiday_h, march.ot_hours) == (
        0,
        0,
        8,
        16,
    )


def test_trips_and_overtime_are_hours_of_the_quarter_for_comprehensive_hours(
    office: Office, at: time_machine.Coordinates
) -> None:
    """59 days of 8 hours are the 472 of the standard; one of them was a trip, and four hours of overtime came on top."""
    at.move_to("2026-04-01T09:00:00+08:00")
    me = office.person.id
    with records.writing(office.ctx):
        office.ctx.update(office.ctx.get(Employee, me), hours_system="comprehensive")
        first = dt.date(2026, 1, 2)
        rows = [
            {"employee_id": me, "date": first + dt.timedelta(days=n), "day_kind": "workday", "due_min": 480,
             "worked_min": 0 if n == 3 else 480, "trip_min": 480 if n == 3 else 0,
             "ot_workday_min": 240 if n == 5 else 0, "ot_rest_min": 0, "ot_holiday_min": 0,
             "status": "normal", "locked": False}
            for n in range(59)
        ]  # fmt: skip
        records.write_set(office.ctx, AttendanceDay, rows, action="make", audit="test")
        months.generate(office.ctx, [me], "2026-03")
    march = (
        office.fresh()
        .scalars(select(AttendanceMonth).where(AttendanceMonth.employee_id == me))
        .one()
    )
    assert (march.over_h, march.ot_hours) == (4, 4)
