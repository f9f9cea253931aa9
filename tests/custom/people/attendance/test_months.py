"""Months: made on the 1st, confirmed, reviewed, locked; what is corrected afterwards counts in the next one (O14.8)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from sqlalchemy import select

from app.custom.people.attendance import monthly, triggers
from app.generated.attendance_adjustment import AttendanceAdjustment
from app.generated.attendance_month import AttendanceMonth
from app.generated.employee import Employee
from app.generated.punch import Punch
from app.runtime import jobs, records
from app.runtime.errors import AppError
from app.runtime.jobs import Progress

from .conftest import MONDAY, Office, moment

pytestmark = pytest.mark.database


def month(office: Office, period: str = "2026-03") -> AttendanceMonth:
    return (
        office.fresh()
        .scalars(
            select(AttendanceMonth).where(
                AttendanceMonth.employee_id == office.person.id, AttendanceMonth.period == period
            )
        )
        .one()
    )


def whole_month(office: Office, at: time_machine.Coordinates) -> None:
    """March with every punch of its 22 working days but those of the 2nd, made on April 1st."""
    at.move_to("2026-04-01T09:00:00+08:00")
    with records.writing(office.ctx):
        rows = [
            {"employee_id": office.person.id, "at": moment(dt.date(2026, 3, day), text), "device": "C1", "source": "device"}
            for day in range(3, 32)
            for text in ("08:55", "18:05")
        ]  # fmt: skip
        records.write_set(office.ctx, Punch, rows, action="make", audit="test")
    report(office, "2026-03")


def report(office: Office, period: str) -> None:
    """What the job of the 1st does."""
    with records.writing(office.ctx):
        monthly.generate(office.ctx, Progress(), period=period)


def come(office: Office, *times: str) -> None:
    """Punches of the 2nd that arrive late, and the job that each of them asks for."""
    with records.writing(office.ctx):
        for text in times:
            office.ctx.create(Punch, employee=office.person.id, at=moment(MONDAY, text), device="C1", source="device")  # fmt: skip
        asked = [[office.person.id, MONDAY.isoformat()]]
        triggers.reckon_days(office.ctx, days=asked)


def step(office: Office, who: str, name: str, note: str = "") -> AttendanceMonth:
    return records.transition(
        office.town.as_(who), AttendanceMonth, month(office).id, name, {}, note=note
    )


def lock(office: Office) -> None:
    step(office, "李上班", "confirm")
    step(office, "钱主管", "review")
    step(office, "孙人事", "lock")


def test_a_month_adds_up_and_follows_its_days_until_it_is_locked(
    office: Office, at: time_machine.Coordinates
) -> None:
    whole_month(office, at)
    made = month(office)
    assert (made.due_days, made.actual_days, made.absent_days, made.rate) == (
        22,
        21,
        1,
        Decimal("95.45"),
    )
    step(office, "李上班", "confirm")
    assert month(office).confirmed_by_employee
    step(office, "钱主管", "send_back", note="请核对 2 日")
    step(office, "李上班", "confirm")
    come(office, "09:00", "18:00")
    after = month(office)
    assert (after.state, after.actual_days, after.confirmed_by_employee) == ("generated", 22, False)


def test_o14_8_a_correction_after_the_lock_is_an_adjustment_of_the_next_month(
    office: Office, at: time_machine.Coordinates
) -> None:
    whole_month(office, at)
    lock(office)
    assert month(office).state == "locked"
    come(office, "09:00", "18:00")
    day = office.day()
    assert day is not None
    assert (day.status, day.locked) == ("absent", True)
    assert month(office).actual_days == 21
    (line,) = office.fresh().scalars(select(AttendanceAdjustment)).all()
    assert (line.period, line.absent_min, line.worked_min, line.was, line.now) == ("2026-04", -450, 450, "absent", "normal")  # fmt: skip
    come(office, "18:30")
    assert len(office.fresh().scalars(select(AttendanceAdjustment)).all()) == 1
    at.move_to("2026-05-01T09:00:00+08:00")
    report(office, "2026-04")
    april = month(office, "2026-04")
    assert april.adjusted == 1
    assert april.absent_days == april.due_days - 1


def test_whoever_says_nothing_for_five_days_is_confirmed_by_the_system(
    office: Office, at: time_machine.Coordinates
) -> None:
    whole_month(office, at)
    at.shift(dt.timedelta(days=6))
    with records.writing(office.ctx):
        monthly.confirm_in_silence(office.ctx)
    found = month(office)
    assert (found.state, found.confirmed_by_employee) == ("employee_confirmed", False)


def test_the_employee_reviews_not_himself_and_hr_locks_only_a_month_that_is_over(
    office: Office, at: time_machine.Coordinates
) -> None:
    report(office, "2026-03")
    step(office, "李上班", "confirm")
    with pytest.raises(AppError):
        step(office, "李上班", "review")
    step(office, "钱主管", "review")
    with pytest.raises(AppError):
        step(office, "孙人事", "lock")


def test_punches_over_rest_are_taken_once_and_a_number_of_nobody_is_refused(office: Office) -> None:
    office.pin()
    machine = office.town.people.user("integrator", username="hikvision")
    ctx = office.town.for_user(machine)
    ctx.channel = "rest"
    made = records.create(
        ctx, Punch, {"pin": "7", "at": moment(MONDAY, "09:00"), "device": "door-1"}
    )
    assert (made.employee_id, made.source) == (office.person.id, "api")
    with pytest.raises(AppError) as refused:
        records.create(ctx, Punch, {"pin": "8", "at": moment(MONDAY, "09:00"), "device": "door-1"})
    assert "8" in str(refused.value)


def test_what_was_deducted_before_the_lock_is_paid_back_by_the_correction_of_the_next_month(
    office: Office, at: time_machine.Coordinates
) -> None:
    """Base 6 525: a day of absence is 300 (O14.9). March deducts it, the correction in April gives it back."""
    with records.writing(office.ctx):
        office.ctx.update(office.ctx.get(Employee, office.person.id), base_pay=Decimal(6525))
    whole_month(office, at)
    lock(office)
    come(office, "09:00", "18:00")
    at.move_to("2026-05-01T09:00:00+08:00")
    with records.writing(office.ctx):
        rows = [
            {"employee_id": office.person.id, "at": moment(dt.date(2026, 4, day), text), "device": "C1", "source": "device"}
            for day in range(1, 31)
            for text in ("08:55", "18:05")
        ]  # fmt: skip
        records.write_set(office.ctx, Punch, rows, action="make", audit="test")
    report(office, "2026-04")
    april = month(office, "2026-04")
    assert (month(office).deduction, april.absent_days, april.deduction) == (300, -1, -300)


def test_time_off_for_overtime_that_is_approved_after_the_lock_is_earned_with_the_next_month(
    office: Office, at: time_machine.Coordinates
) -> None:
    """Eight hours of the last Sunday in March, approved when March is locked: a day off, with April."""
    at.move_to("2026-03-31T09:00:00+08:00")
    sunday = dt.date(2026, 3, 29)
    office.punch("08:58", "17:05", day=sunday)
    asked = office.ask(
        "overtime", moment(sunday, "09:00"), moment(sunday, "17:00"), for_time_off=True
    )
    office.step("李上班", asked, "submit")
    whole_month(office, at)
    lock(office)
    office.step("钱主管", asked, "manager_ok")
    jobs.run_due()
    (line,) = office.fresh().scalars(select(AttendanceAdjustment)).all()
    assert (line.period, line.date, line.comp_min) == ("2026-04", sunday, 480)
    at.move_to("2026-05-01T09:00:00+08:00")
    report(office, "2026-04")
    assert month(office, "2026-04").comp_hours == 8


def test_days_after_the_last_one_are_due_no_more_though_he_is_settled_late(
    office: Office, at: time_machine.Coordinates
) -> None:
    """He left on the 24th, and was only completed on April 1st: the week in between was no absence."""
    whole_month(office, at)
    assert (month(office).due_days, month(office).absent_days) == (22, 1)
    with records.writing(office.ctx):
        office.ctx.update(office.ctx.get(Employee, office.person.id), left_on=dt.date(2026, 3, 24))
    jobs.run_due()
    assert office.day(dt.date(2026, 3, 25)) is None
    assert (month(office).due_days, month(office).absent_days) == (17, 1)
    with records.writing(office.ctx):
        office.ctx.update(office.ctx.get(Employee, office.person.id), hired_on=dt.date(2026, 3, 9))
    jobs.run_due()
    assert (month(office).due_days, month(office).absent_days) == (12, 0)
