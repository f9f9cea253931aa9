"""Requests of attendance: every guard of domain.md §3.16, and what an approved one changes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from app.custom.people.attendance import leave, planning
from app.generated.attendance_request import AttendanceRequest
from app.generated.employee import Employee
from app.generated.leave_balance import LeaveBalance
from app.generated.roster import Roster
from app.runtime import jobs, records
from app.runtime.errors import AppError, Forbidden

from .conftest import MONDAY, Office, moment

pytestmark = pytest.mark.database
THURSDAY = dt.date(2026, 3, 5)


def refused(
    office: Office, kind: str, since: dt.datetime, until: dt.datetime | None, **values: Any
) -> str:
    """The code that submitting is refused with."""
    id = office.ask(kind, since, until, **values)
    with pytest.raises(AppError) as problem:
        office.step("李上班", id, "submit")
    error: Any = problem.value
    return str(error.errors[0].code if getattr(error, "errors", None) else error.code)


def balance(office: Office) -> LeaveBalance:
    return (
        office.fresh()
        .scalars(select(LeaveBalance).where(LeaveBalance.employee_id == office.person.id))
        .one()
    )


def granted(office: Office) -> None:
    with records.writing(office.ctx):
        leave.grant(office.ctx, [office.person.id], 2026)


def test_annual_leave_within_three_days_is_the_managers_and_is_used_when_approved(
    office: Office,
) -> None:
    granted(office)
    assert balance(office).left == 10
    id = office.approved(
        "leave", moment(THURSDAY, "13:30"), moment(THURSDAY, "18:00"), leave_type="annual"
    )
    asked = office.fresh().get_one(AttendanceRequest, id)
    assert (asked.state, asked.minutes, asked.days) == ("approved", 270, Decimal("0.60"))
    assert balance(office).used == Decimal("0.60")


def test_more_than_is_left_is_refused_and_what_waits_counts(office: Office) -> None:
    granted(office)
    first = office.ask("leave", moment(dt.date(2026, 3, 9), "09:00"), moment(dt.date(2026, 3, 18), "18:00"), leave_type="annual")  # fmt: skip
    office.step("李上班", first, "submit")
    since, until = moment(dt.date(2026, 3, 23), "09:00"), moment(dt.date(2026, 3, 25), "18:00")
    assert refused(office, "leave", since, until, leave_type="annual") == "balance"


def test_overlapping_leave_and_being_ones_own_deputy_are_refused(office: Office) -> None:
    since, until = moment(THURSDAY, "09:00"), moment(THURSDAY, "18:00")
    office.step("李上班", office.ask("leave", since, until, leave_type="personal"), "submit")
    assert refused(office, "leave", since, until, leave_type="personal") == "overlap"
    with pytest.raises(AppError):
        office.ask("leave", since, until, leave_type="personal", deputy=office.person.id)


def test_a_day_on_which_nothing_is_due_is_not_asked_for(office: Office) -> None:
    sunday = dt.date(2026, 3, 8)
    assert refused(office, "leave", moment(sunday, "09:00"), moment(sunday, "18:00"), leave_type="personal") == "nothing_due"  # fmt: skip


def test_sick_leave_goes_on_to_hr_and_nobody_decides_his_own(office: Office) -> None:
    id = office.ask(
        "leave", moment(THURSDAY, "09:00"), moment(THURSDAY, "18:00"), leave_type="sick"
    )
    office.step("李上班", id, "submit")
    office.step("钱主管", id, "manager_ok")
    assert office.fresh().get_one(AttendanceRequest, id).state == "manager_ok"
    with pytest.raises(Forbidden):
        office.step("钱主管", id, "approve")
    office.step("孙人事", id, "approve")
    own = records.create(
        office.town.as_("钱主管"), AttendanceRequest,
        {"kind": "leave", "leave_type": "personal", "from_at": moment(THURSDAY, "09:00"), "to_at": moment(THURSDAY, "10:00"), "reason": "x"},
    ).id  # fmt: skip
    office.step("钱主管", own, "submit")
    with pytest.raises(Forbidden):
        office.step("钱主管", own, "manager_ok")


def test_a_refusal_says_why_and_a_request_may_be_taken_back(office: Office) -> None:
    since, until = moment(THURSDAY, "09:00"), moment(THURSDAY, "18:00")
    id = office.ask("leave", since, until, leave_type="personal")
    office.step("李上班", id, "submit")
    with pytest.raises(AppError):
        office.step("钱主管", id, "reject")
    assert office.step("钱主管", id, "reject", note="人手不足").state == "rejected"
    other = office.ask("leave", since, until, leave_type="personal")
    office.step("李上班", other, "submit")
    assert office.step("李上班", other, "cancel").state == "cancelled"


def test_a_correction_is_a_punch_and_the_day_is_whole(office: Office) -> None:
    office.punch("09:00")
    before = office.day()
    assert before is not None
    assert before.status == "missing"
    office.approved("correct", moment(MONDAY, "18:00"), None)
    after = office.day()
    assert after is not None
    assert (after.status, after.worked_min) == ("normal", 450)


def test_a_fourth_correction_of_a_month_and_one_after_five_working_days_are_refused(
    office: Office, at: time_machine.Coordinates
) -> None:
    for hour in (9, 10, 11):
        office.step(
            "李上班", office.ask("correct", moment(MONDAY, f"{hour:02}:00"), None), "submit"
        )
    assert refused(office, "correct", moment(MONDAY, "18:00"), None) == "too_many"
    at.shift(dt.timedelta(days=6))
    assert refused(office, "correct", moment(MONDAY, "18:00"), None) == "too_late"


def test_o14_9_the_37th_hour_of_overtime_is_refused(office: Office) -> None:
    for day in range(9, 18):
        since = dt.date(2026, 3, day)
        office.step(
            "李上班",
            office.ask("overtime", moment(since, "18:00"), moment(since, "22:00")),
            "submit",
        )
    last = dt.date(2026, 3, 19)
    assert refused(office, "overtime", moment(last, "18:00"), moment(last, "19:00")) == "over_36"


def test_overtime_is_asked_for_once_for_the_same_hours(office: Office) -> None:
    evening = moment(THURSDAY, "18:00"), moment(THURSDAY, "20:00")
    first = office.ask("overtime", *evening)
    office.step("李上班", first, "submit")
    assert (
        refused(office, "overtime", moment(THURSDAY, "19:00"), moment(THURSDAY, "21:00"))
        == "overlap"
    )
    later = office.ask("overtime", moment(THURSDAY, "20:00"), moment(THURSDAY, "21:00"))
    assert office.step("李上班", later, "submit").state == "submitted"
    office.step("钱主管", first, "reject", note="不需要")
    assert office.step("李上班", office.ask("overtime", *evening), "submit").state == "submitted"


def test_overtime_for_time_off_is_for_rest_days(office: Office) -> None:
    since, until = moment(THURSDAY, "18:00"), moment(THURSDAY, "20:00")
    assert refused(office, "overtime", since, until, for_time_off=True) == "not_a_rest_day"


def test_leave_marks_the_roster_that_dispatch_reads_also_one_that_is_made_later(
    office: Office,
) -> None:
    line = office.town.ctx_create(
        Roster, employee=office.person.id, date=THURSDAY, shift=office.office.id
    )
    office.approved("leave", moment(THURSDAY, "09:00"), moment(THURSDAY + dt.timedelta(1), "18:00"), leave_type="personal")  # fmt: skip
    later = office.town.ctx_create(
        Roster, employee=office.person.id, date=THURSDAY + dt.timedelta(1), shift=office.office.id
    )
    jobs.run_due()
    assert [office.fresh().get_one(Roster, one.id).on_leave for one in (line, later)] == [
        True,
        True,
    ]


def test_another_shift_that_the_leave_does_not_touch_is_no_leave_in_the_roster(
    office: Office,
) -> None:
    """Away by day on Thursday: on the night shift that he is given instead, and from a plan of the month, he counts."""
    office.approved(
        "leave", moment(THURSDAY, "09:00"), moment(THURSDAY, "18:00"), leave_type="personal"
    )
    line = office.town.ctx_create(
        Roster, employee=office.person.id, date=THURSDAY, shift=office.office.id
    )
    assert office.fresh().get(Roster, line.id).on_leave
    with records.writing(office.ctx):
        office.ctx.update(office.ctx.get(Roster, line.id), shift=office.night.id)
    assert not office.fresh().get(Roster, line.id).on_leave
    spot = (office.person.id, THURSDAY)
    planning.save(office.town.as_("钱主管"), {spot: office.office.id})
    assert office.fresh().get(Roster, line.id).on_leave
    planning.save(office.town.as_("钱主管"), {spot: office.night.id})
    assert not office.fresh().get(Roster, line.id).on_leave


def test_a_swap_exchanges_the_shifts_of_the_day(office: Office) -> None:
    both: list[Employee] = [office.person, office.head]
    shifts = [office.office.id, office.night.id]
    lines = [
        office.town.ctx_create(Roster, employee=who.id, date=THURSDAY, shift=shift)
        for who, shift in zip(both, shifts, strict=True)
    ]
    office.approved(
        "swap", moment(THURSDAY, "09:00"), moment(THURSDAY, "09:00"), swap_with=office.head.id
    )
    assert [office.fresh().get_one(Roster, one.id).shift_id for one in lines] == shifts[::-1]


def test_nobody_gives_his_shift_to_whom_is_away_by_then(office: Office) -> None:
    """The head is away by day: he does not take the day, and may take the night."""
    spare = dt.date(2026, 3, 6)
    with records.writing(office.ctx):
        for day in (THURSDAY, spare):
            asked = office.ctx.create(
                AttendanceRequest, employee=office.head.id, kind="leave", leave_type="personal", reason="家事",
                from_at=moment(day, "08:00"), to_at=moment(day, "18:00"),
            )  # fmt: skip
            for name in ("submit", "manager_ok"):
                office.ctx.transition(asked, name)
    for who, day, shift in (
        (office.person, THURSDAY, office.office), (office.head, THURSDAY, office.night),
        (office.person, spare, office.night), (office.head, spare, office.office),
    ):  # fmt: skip
        office.town.ctx_create(Roster, employee=who.id, date=day, shift=shift.id)
    day, night = moment(THURSDAY, "09:00"), moment(spare, "20:00")
    assert refused(office, "swap", day, day, swap_with=office.head.id) == "away"
    asked = office.ask("swap", night, night, swap_with=office.head.id)
    assert office.step("李上班", asked, "submit").state == "submitted"


def test_leave_of_last_year_is_carried_over_and_lapses(
    office: Office, at: time_machine.Coordinates
) -> None:
    granted(office)
    with records.writing(office.ctx):
        leave.grant(office.ctx, [office.person.id], 2027)
    rows = office.fresh().scalars(select(LeaveBalance).where(LeaveBalance.year == 2027)).all()
    assert [(row.entitled, row.carried, row.left) for row in rows] == [(10, 10, 20)]
    at.move_to("2028-01-02T10:00:00+08:00")
    with records.writing(office.ctx):
        assert leave.lapse(office.ctx) == 1
    assert office.fresh().get_one(LeaveBalance, rows[0].id).left == 10


def test_what_waits_for_hr_can_still_be_taken_back(office: Office) -> None:
    id = office.ask("leave", moment(THURSDAY, "09:00"), moment(THURSDAY, "18:00"), leave_type="sick")  # fmt: skip
    office.step("李上班", id, "submit")
    office.step("钱主管", id, "manager_ok")
    assert office.fresh().get_one(AttendanceRequest, id).state == "manager_ok"
    office.step("李上班", id, "cancel")
    assert office.fresh().get_one(AttendanceRequest, id).state == "cancelled"
