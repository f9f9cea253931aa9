"""Leave of last year that is taken back, or asked for, after the year is over: the carried days follow."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from sqlalchemy import Select, select

from app.custom.people.attendance import leave, over_the_year
from app.generated.attendance_request import AttendanceRequest
from app.generated.employee import Employee
from app.generated.leave_balance import LeaveBalance
from app.runtime import jobs, records
from app.runtime.errors import RuleViolation

from .conftest import Office, moment
from .test_taking_back import HR, step, two_days

pytestmark = pytest.mark.database
JANUARY = "2027-01-11T10:00:00+08:00"


def year(office: Office, number: int) -> None:
    """The night in which a year begins: what is over lapses, then leave is granted."""
    with records.writing(office.ctx):
        leave.lapse(office.ctx)
        leave.grant(office.ctx, [office.person.id], number)


def mine(office: Office, number: int) -> Select[tuple[LeaveBalance]]:
    return select(LeaveBalance).where(
        LeaveBalance.employee_id == office.person.id, LeaveBalance.year == number
    )


def balances(office: Office, kind: str = "annual") -> list[tuple[int, Decimal | None, Decimal | None, Decimal | None]]:  # fmt: skip
    """(year, carried, used, left)."""
    of = LeaveBalance
    rows = office.fresh().scalars(
        select(of).where(of.employee_id == office.person.id, of.leave_type == kind).order_by(of.year)
    )  # fmt: skip
    return [(row.year, row.carried, row.used, row.left) for row in rows]


def test_last_years_days_that_come_back_in_january_are_carried_as_if_never_taken(
    office: Office, at: time_machine.Coordinates
) -> None:
    """Ten days, two taken: eight are carried. HR takes the two back on 11 January: ten are carried, to the end of 2027."""
    id, _ = two_days(office)
    at.move_to(JANUARY)
    year(office, 2027)
    assert balances(office) == [(2026, 0, 2, 8), (2027, 8, 0, 18)]
    step(office, HR, id, "take_back", note="当日在岗，值班表为证")
    assert balances(office) == [(2026, 0, 0, 10), (2027, 10, 0, 20)]
    assert office.fresh().scalars(mine(office, 2027)).one().expires_on == dt.date(2027, 12, 31)


def test_before_the_new_year_is_granted_they_only_go_back_to_the_old_one(
    office: Office, at: time_machine.Coordinates
) -> None:
    id, _ = two_days(office)
    at.move_to("2027-01-01T00:30:00+08:00")
    records.transition(office.town.as_(HR), AttendanceRequest, id, "take_back", note="当日在岗")
    assert balances(office) == [(2026, 0, 0, 10)]
    year(office, 2027)
    assert balances(office) == [(2026, 0, 0, 10), (2027, 10, 0, 20)]


def test_what_would_have_lapsed_by_now_has_lapsed(
    office: Office, at: time_machine.Coordinates
) -> None:
    id, _ = two_days(office)
    at.move_to("2027-01-02T10:00:00+08:00")
    year(office, 2027)
    at.move_to("2028-01-11T10:00:00+08:00")
    year(office, 2028)
    before = balances(office)
    assert before[1:] == [(2027, 0, 0, 10), (2028, 10, 0, 20)]
    step(office, HR, id, "take_back", note="当日在岗")
    assert balances(office) == [(2026, 0, 0, 10), *before[1:]]


def test_leave_of_last_year_that_is_entered_late_uses_what_was_carried_and_never_twice(
    office: Office, at: time_machine.Coordinates
) -> None:
    with records.writing(office.ctx):
        leave.grant(office.ctx, [office.person.id], 2026)
    at.move_to(JANUARY)
    year(office, 2027)
    since, until = moment(dt.date(2026, 12, 30), "09:00"), moment(dt.date(2026, 12, 30), "18:00")
    office.approved("leave", since, until, leave_type="annual")
    assert balances(office) == [(2026, 0, 1, 9), (2027, 9, 0, 19)]
    with records.writing(office.ctx):
        office.ctx.update(office.ctx.session.scalars(mine(office, 2027)).one(), used=19)
    since, until = moment(dt.date(2026, 12, 29), "09:00"), moment(dt.date(2026, 12, 29), "18:00")
    with pytest.raises(RuleViolation):
        office.approved("leave", since, until, leave_type="annual")


def night(office: Office) -> None:
    """As the scheduler does it, on the day that it is."""
    with records.writing(office.ctx):
        leave.every_night(office.ctx)
    jobs.run_due()


def earned(office: Office, number: int, days: int) -> None:
    with records.writing(office.ctx):
        over_the_year.earned(office.ctx, office.person.id, number, Decimal(days))


def test_time_off_that_comes_back_late_is_of_the_year_after(
    office: Office, at: time_machine.Coordinates
) -> None:
    earned(office, 2026, 2)
    since, until = moment(dt.date(2026, 3, 5), "09:00"), moment(dt.date(2026, 3, 5), "18:00")
    id = office.approved("leave", since, until, leave_type="comp")
    at.move_to("2027-01-01T01:45:00+08:00")
    night(office)
    assert balances(office, "comp") == [(2026, 0, 1, 1), (2027, 1, 0, 1)]
    at.move_to(JANUARY)
    step(office, HR, id, "take_back", note="当日在岗")
    assert balances(office, "comp") == [(2026, 0, 0, 2), (2027, 2, 0, 2)]


def test_time_off_of_last_year_is_carried_once_taken_in_the_new_year_and_lapses_at_its_end(
    office: Office, at: time_machine.Coordinates
) -> None:
    """Two days of overtime in 2026: one is taken in January 2027, the other is gone on 1 January 2028."""
    earned(office, 2026, 2)
    at.move_to("2027-01-01T01:45:00+08:00")
    night(office)
    at.move_to("2027-01-02T01:45:00+08:00")
    night(office)
    assert balances(office, "comp") == [(2026, 0, 0, 2), (2027, 2, 0, 2)]
    assert office.fresh().scalars(mine(office, 2027).where(LeaveBalance.leave_type == "comp")).one().expires_on == dt.date(2027, 12, 31)  # fmt: skip
    at.move_to(JANUARY)
    since, until = moment(dt.date(2027, 1, 12), "09:00"), moment(dt.date(2027, 1, 12), "18:00")
    office.approved("leave", since, until, leave_type="comp")
    assert balances(office, "comp") == [(2026, 0, 0, 2), (2027, 2, 1, 1)]
    at.move_to("2028-01-01T01:45:00+08:00")
    night(office)
    assert balances(office, "comp") == [(2026, 0, 0, 2), (2027, 1, 1, 0)]


def test_leave_of_a_first_job_begins_when_a_year_was_worked(
    office: Office, at: time_machine.Coordinates
) -> None:
    """Began on 2025-07-01: nothing until then, two days for the rest of 2026 (O14.10)."""
    began = dt.date(2025, 7, 1)
    with records.writing(office.ctx):
        person = office.ctx.get(Employee, office.person.id)
        office.ctx.update(person, hired_on=began, first_work_on=began)
    at.move_to("2026-06-30T01:45:00+08:00")
    night(office)
    assert balances(office) == []
    at.move_to("2026-07-01T01:45:00+08:00")
    night(office)
    at.move_to("2026-07-02T01:45:00+08:00")
    night(office)
    assert balances(office) == [(2026, 0, 0, 2)]


@pytest.mark.parametrize("first", ["december", "january"])
def test_overtime_of_december_that_is_locked_in_january_can_be_taken_in_the_new_year(
    office: Office, at: time_machine.Coordinates, first: str
) -> None:
    """Its report is locked after the year is over; overtime of January may have been there before it."""
    earned(office, 2026, 1)
    at.move_to("2027-01-01T01:45:00+08:00")
    night(office)
    at.move_to(JANUARY)
    for year_of in (2026, 2027) if first == "december" else (2027, 2026):
        earned(office, year_of, 2)
    assert balances(office, "comp") == [(2026, 0, 0, 3), (2027, 3, 0, 5)]


def test_overtime_of_december_alone_makes_a_balance_of_the_new_year(
    office: Office, at: time_machine.Coordinates
) -> None:
    at.move_to(JANUARY)
    earned(office, 2026, 2)
    assert balances(office, "comp") == [(2026, 0, 0, 2), (2027, 2, 0, 2)]
    night(office)
    assert balances(office, "comp") == [(2026, 0, 0, 2), (2027, 2, 0, 2)]


def test_overtime_of_the_first_of_january_does_not_keep_last_years_from_being_carried(
    office: Office, at: time_machine.Coordinates
) -> None:
    earned(office, 2026, 2)
    at.move_to("2027-01-01T00:30:00+08:00")
    earned(office, 2027, 1)
    night(office)
    assert balances(office, "comp") == [(2026, 0, 0, 2), (2027, 2, 0, 3)]
