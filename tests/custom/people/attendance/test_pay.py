"""O14.9 and O14.10: overtime pay, deductions, rate, annual leave."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from app.custom.people.attendance import leave
from app.custom.people.attendance.figures import pay
from app.custom.people.attendance.figures.holidays import statutory

BASE = Decimal(6525)


def test_o14_9_overtime_is_paid_by_kind_of_day() -> None:
    assert pay.hourly(BASE) == Decimal("37.5")
    parts = [
        pay.overtime(BASE, workday=Decimal(10)),
        pay.overtime(BASE, rest=Decimal(8)),
        pay.overtime(BASE, holiday=Decimal(8)),
    ]
    assert parts == [Decimal("562.50"), Decimal("600.00"), Decimal("900.00")]
    whole = pay.overtime(BASE, workday=Decimal(10), rest=Decimal(8), holiday=Decimal(8))
    assert whole == Decimal("2062.50")


def test_o14_9_two_days_of_absence_are_deducted() -> None:
    assert pay.deduction(BASE, Decimal(2)) == Decimal("600.00")


def test_o14_9_comprehensive_hours_count_above_the_workdays_of_the_quarter() -> None:
    assert pay.over_standard(Decimal(480), 59) == Decimal(8)
    assert pay.over_standard(Decimal(472), 59) == 0


def test_the_rate_is_actual_by_due() -> None:
    assert pay.rate(Decimal(20), Decimal(21)) == Decimal("95.24")
    assert pay.rate(Decimal(0), Decimal(0)) is None


@pytest.mark.parametrize(
    ("years", "days"), [(0, 0), (1, 5), (9, 5), (10, 10), (19, 10), (20, 15), (33, 15)]
)
def test_annual_leave_goes_by_years_of_work(years: int, days: int) -> None:
    assert pay.leave_of_service(years) == days


def test_o14_10_whoever_comes_in_the_year_gets_his_share_of_it() -> None:
    assert pay.of_a_joiner(10, dt.date(2026, 4, 10)) == 7
    assert leave.entitled(dt.date(2014, 5, 1), dt.date(2026, 4, 10), 2026) == 7
    assert leave.entitled(dt.date(2014, 5, 1), dt.date(2020, 4, 10), 2026) == 10


def test_whoever_has_worked_for_a_year_in_the_middle_of_one_has_the_rest_of_its_leave() -> None:
    """First job on 2025-07-01: 184 of 365 days of 2026 are 2.52 → 2 days, five from 2027 on, none in 2025."""
    began = dt.date(2025, 7, 1)
    assert [leave.entitled(began, began, year) for year in (2025, 2026, 2027)] == [0, 2, 5]
    assert pay.leave_begins(dt.date(2024, 2, 29), dt.date(2024, 2, 29), 2025) == dt.date(2025, 3, 1)


def test_o14_10_whoever_goes_is_paid_for_what_he_did_not_take() -> None:
    earned = pay.of_a_leaver(10, dt.date(2026, 8, 20))
    assert pay.of_a_leaver(10, dt.date(2026, 8, 20), dt.date(2014, 3, 15)) == earned
    assert pay.of_a_leaver(10, dt.date(2026, 8, 20), dt.date(2026, 4, 10)) == 3
    assert earned == 6
    assert pay.unused_leave(BASE, Decimal(earned - 4)) == Decimal("1200.00")


def test_public_holidays_by_law_are_thirteen_days_since_2025() -> None:
    assert len(statutory(2025)) == len(statutory(2026)) == 13
    assert len(statutory(2024)) == 11
    assert dt.date(2026, 2, 16) in statutory(2026)
