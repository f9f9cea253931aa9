"""4.5: the days and the money that the law names, as pure functions (O17.1, O17.2)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.custom.people.leaving import law

D = Decimal


def test_notice_is_thirty_days_and_three_on_probation_as_in_o17_1() -> None:
    day = dt.date(2026, 6, 1)
    assert law.earliest_day(day, on_probation=False) == dt.date(2026, 7, 1)
    assert law.earliest_day(day, on_probation=True) == dt.date(2026, 6, 4)


def test_severance_of_o17_2() -> None:
    months = law.severance_months(dt.date(2021, 3, 15), dt.date(2026, 6, 30))
    assert months == D("5.5")
    assert law.severance(months, D(7000), local_wage=None)[2] == D("38500.00")


@pytest.mark.parametrize(
    ("hired", "last", "months"),
    [
        ("2021-03-15", "2026-03-14", "5"),
        ("2021-03-15", "2026-03-15", "5.5"),
        ("2021-03-15", "2026-09-13", "5.5"),
        ("2021-03-15", "2026-09-14", "6"),
        ("2026-03-15", "2026-03-15", "0.5"),
        ("2024-02-29", "2025-02-27", "1"),
    ],
)
def test_rests_of_a_year(hired: str, last: str, months: str) -> None:
    found = law.severance_months(dt.date.fromisoformat(hired), dt.date.fromisoformat(last))
    assert found == D(months)


def test_who_earns_more_than_three_times_the_average_is_capped_in_base_and_months() -> None:
    assert law.severance(D(15), D(40_000), local_wage=D(10_000)) == (
        D(12),
        D(30_000),
        D("360000.00"),
    )
    assert law.severance(D(15), D(30_000), local_wage=D(10_000)) == (
        D(15),
        D(30_000),
        D("450000.00"),
    )


@settings(max_examples=60)
@given(st.dates(dt.date(2000, 1, 1), dt.date(2025, 12, 31)), st.integers(0, 9000))
def test_a_longer_service_is_never_paid_less(hired: dt.date, days: int) -> None:
    last = hired + dt.timedelta(days=days)
    months = law.severance_months(hired, last)
    assert D("0.5") <= months <= law.severance_months(hired, last + dt.timedelta(days=1))
    assert abs(months - D(days) / D("365.25")) <= D("0.6")
