"""Approved leave that was not needed, or not to its end: the roster, the days and the balance follow."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from app.custom.people.attendance import leave
from app.generated.attendance_adjustment import AttendanceAdjustment
from app.generated.attendance_request import AttendanceRequest
from app.generated.leave_balance import LeaveBalance
from app.generated.roster import Roster
from app.runtime import jobs, records
from app.runtime.errors import AppError, Forbidden

from .conftest import Office, moment
from .test_months import lock, whole_month

pytestmark = pytest.mark.database
THURSDAY, FRIDAY = dt.date(2026, 3, 5), dt.date(2026, 3, 6)
MINE, HEAD, HR = "李上班", "钱主管", "孙人事"


def two_days(office: Office) -> tuple[int, list[int]]:
    """Annual leave of Thursday and Friday, approved, with both on the roster."""
    with records.writing(office.ctx):
        leave.grant(office.ctx, [office.person.id], 2026)
    lines = [
        office.town.ctx_create(
            Roster, employee=office.person.id, date=day, shift=office.office.id
        ).id
        for day in (THURSDAY, FRIDAY)
    ]
    since, until = moment(THURSDAY, "09:00"), moment(FRIDAY, "18:00")
    return office.approved("leave", since, until, leave_type="annual"), lines


def step(office: Office, who: str, id: int, name: str, note: str = "", **values: Any) -> None:
    records.transition(office.town.as_(who), AttendanceRequest, id, name, values, note=note)
    jobs.run_due()


def code(office: Office, *arguments: Any, **values: Any) -> str:
    with pytest.raises(AppError) as caught:
        step(office, *arguments, **values)
    error: Any = caught.value
    return str(error.errors[0].code if getattr(error, "errors", None) else error.code)


def used(office: Office) -> Decimal | None:
    mine = select(LeaveBalance.used).where(LeaveBalance.employee_id == office.person.id)
    return office.fresh().scalars(mine).one()


def on_leave(office: Office, lines: list[int]) -> list[bool | None]:
    return [office.fresh().get_one(Roster, id).on_leave for id in lines]


def test_whoever_is_back_early_uses_less_and_is_on_the_roster_again(
    office: Office, at: time_machine.Coordinates
) -> None:
    id, lines = two_days(office)
    assert (used(office), on_leave(office, lines)) == (2, [True, True])
    at.move_to("2026-03-06T09:05:00+08:00")
    step(office, MINE, id, "come_back", back_at=moment(FRIDAY, "09:00"))
    asked = office.fresh().get_one(AttendanceRequest, id)
    assert (asked.state, asked.days, used(office)) == ("approved", 1, 1)
    assert on_leave(office, lines) == [True, False]
    at.move_to("2026-03-06T22:00:00+08:00")
    office.punch("09:00", "18:00", day=FRIDAY)
    day = office.day(FRIDAY)
    assert day is not None
    assert (day.worked_min, day.leave_min or 0) == (450, 0)


def test_a_return_outside_the_leave_is_refused(office: Office) -> None:
    id, _ = two_days(office)
    for back in (moment(THURSDAY, "09:00"), moment(FRIDAY, "18:00")):
        assert code(office, MINE, id, "come_back", back_at=back) == "outside"


def test_leave_that_has_not_begun_is_taken_back_whole(office: Office) -> None:
    id, lines = two_days(office)
    step(office, MINE, id, "take_back", note="行程取消")
    assert office.fresh().get_one(AttendanceRequest, id).state == "cancelled"
    assert (used(office), on_leave(office, lines)) == (0, [False, False])
    since, until = moment(THURSDAY, "09:00"), moment(THURSDAY, "18:00")
    assert office.approved("leave", since, until, leave_type="annual")


def test_leave_that_has_begun_is_taken_back_by_hr_alone(
    office: Office, at: time_machine.Coordinates
) -> None:
    id, _ = two_days(office)
    at.move_to("2026-03-06T22:00:00+08:00")
    assert code(office, MINE, id, "take_back", note="其实没休") == "begun"
    with pytest.raises(Forbidden):
        step(office, HEAD, id, "take_back", note="他没休")
    step(office, HR, id, "take_back", note="核实打卡，当日在岗")
    assert used(office) == 0


def test_a_return_of_long_ago_is_for_hr_to_believe(
    office: Office, at: time_machine.Coordinates
) -> None:
    id, _ = two_days(office)
    at.move_to("2026-03-20T09:00:00+08:00")
    back = moment(FRIDAY, "09:00")
    assert code(office, MINE, id, "come_back", back_at=back) == "too_late"
    assert used(office) == 2
    step(office, HR, id, "come_back", back_at=back)
    assert used(office) == 1


def test_what_is_taken_back_after_the_month_is_locked_counts_in_the_next_one(
    office: Office, at: time_machine.Coordinates
) -> None:
    id, _ = two_days(office)
    whole_month(office, at)
    lock(office)
    step(office, HR, id, "take_back", note="核实打卡，当日在岗")
    lines = office.fresh().scalars(select(AttendanceAdjustment)).all()
    assert used(office) == 0
    assert {(one.period, one.leave_min) for one in lines} == {("2026-04", -450)}
