"""2.2: nominal dates are counted from the anchor and moved to working days (domain.md §4.5, O5.1–O5.4, O5.6–O5.8)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.custom.equipment.plans.nominal import (
    BROUGHT_FORWARD,
    Rule,
    between,
    caught_up,
    hours_between,
    lawful_due,
    longest_days,
    longest_gap,
    next_after,
    next_hours,
    nominal,
    rolled,
    shifted,
)
from app.runtime.calendar import chinese_workday

TODAY = dt.date(2026, 3, 30)


def day(text: str, year: int = 2026) -> dt.date:
    return dt.date.fromisoformat(text if len(text) > 5 else f"{year}-{text}")


def days(texts: str) -> list[dt.date]:
    return [day(text) for text in texts.split()]


def first(rule: Rule, number: int) -> list[dt.date]:
    return [nominal(rule, k) for k in range(number)]


MONTHLY = Rule(day("01-31"), 1, "month")


def test_the_31st_of_january_monthly_never_drifts() -> None:
    assert first(MONTHLY, 6) == days("01-31 02-28 03-31 04-30 05-31 06-30")


@pytest.mark.parametrize(
    ("policy", "dues"),
    [
        ("next", "02-02 02-28 03-31 04-30 06-01 06-30"),
        ("prev", "01-30 02-28 03-31 04-30 05-29 06-30"),
        ("none", "01-31 02-28 03-31 04-30 05-31 06-30"),
    ],
)
def test_due_dates_leave_days_off_and_use_make_up_days(policy: str, dues: str) -> None:
    found = [shifted(one, policy, chinese_workday) for one in first(MONTHLY, 6)]
    assert found == days(dues)


def test_a_date_on_a_day_off_is_left_out_when_the_plan_says_so() -> None:
    found = [shifted(one, "skip", chinese_workday) for one in first(MONTHLY, 6)]
    assert found == [None, *days("02-28 03-31 04-30"), None, day("06-30")]


def test_quarters_keep_the_day_of_the_anchor() -> None:
    assert first(Rule(day("2025-11-30"), 1, "quarter"), 4) == days("2025-11-30 02-28 05-30 08-30")


def test_quarters_at_the_end_of_the_month_are_its_last_day() -> None:
    assert first(Rule(day("2025-11-30"), 1, "quarter", month_end=True), 4) == days(
        "2025-11-30 02-28 05-31 08-31"
    )


def test_the_29th_of_february_comes_back_every_four_years() -> None:
    assert first(Rule(day("2024-02-29"), 1, "year"), 5) == days(
        "2024-02-29 2025-02-28 02-28 2027-02-28 2028-02-29"
    )


def test_half_years_are_six_months() -> None:
    assert first(Rule(day("2025-08-31"), 1, "half"), 3) == days("2025-08-31 02-28 08-31")


def test_weekly_plans_come_on_each_chosen_day_of_every_second_week() -> None:
    rule = Rule(day("03-04"), 2, "week", weekdays=frozenset({0, 2, 4}))  # from a Wednesday
    assert first(rule, 6) == days("03-04 03-06 03-16 03-18 03-20 03-30")


def test_a_floating_plan_counts_from_the_day_of_completion() -> None:
    assert rolled(day("03-10"), 90, "day") == day("06-08")


def test_after_a_changed_interval_the_day_of_the_anchor_stays() -> None:
    """Monthly on the 31st until the end of February, then every second month."""
    changed = Rule(day("01-31"), 2, "month", start=day("02-28"))
    assert first(changed, 4) == days("02-28 04-30 06-30 08-31")


def test_run_hours_are_due_at_every_multiple_that_was_passed() -> None:
    assert hours_between(500, Decimal(480), Decimal(510)) == [500]
    assert hours_between(500, Decimal(510), Decimal(1600)) == [1000, 1500]
    assert hours_between(500, Decimal(500), Decimal("999.9")) == []
    assert next_hours(500, Decimal(500)) == 1000


def test_what_was_missed_is_made_or_noted_as_the_plan_says() -> None:
    due = days("03-16 03-23 03-30 04-06")
    assert caught_up(due, "all", TODAY) == (due, [])
    assert caught_up(due, "latest", TODAY) == (days("03-30 04-06"), days("03-16 03-23"))


def test_what_nobody_missed_is_never_noted_as_skipped() -> None:
    assert caught_up(days("03-30 04-06"), "latest", TODAY) == (days("03-30 04-06"), [])
    assert caught_up([], "latest", TODAY) == ([], [])


@pytest.mark.parametrize(
    ("interval", "unit", "weekdays", "longest"),
    [
        (15, "day", "", 15),
        (2, "week", "", 14),
        (1, "week", "04", 4),
        (2, "week", "04", 10),
        (1, "month", "", 31),
        (2, "month", "", 62),
        (1, "quarter", "", 92),
        (1, "half", "", 184),
        (1, "year", "", 366),
    ],
)
def test_a_unit_is_as_long_as_its_longest_case(
    interval: int, unit: str, weekdays: str, longest: int
) -> None:
    assert longest_days(interval, unit, frozenset(map(int, weekdays))) == longest


def test_what_is_left_out_or_brought_forward_widens_the_gap() -> None:
    assert longest_gap(7, "day", policy="skip") == 14
    assert longest_gap(7, "day", policy="prev") == 7 + BROUGHT_FORWARD
    assert longest_gap(7, "day", policy="next") == 7


def test_run_hours_say_nothing_about_days() -> None:
    with pytest.raises(ValueError, match="no unit of dates"):
        longest_days(500, "hours")


def test_a_calendar_without_working_days_moves_nothing() -> None:
    with pytest.raises(ValueError, match="No working day"):
        shifted(TODAY, "next", lambda _day: False)


# -- always ---------------------------------------------------------------------------------------

DATES = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))
RULES = st.builds(
    Rule,
    anchor=DATES,
    interval=st.integers(1, 24),
    unit=st.sampled_from(["day", "week", "month", "quarter", "half", "year"]),
    month_end=st.booleans(),
)
WEEKS = st.builds(
    Rule,
    anchor=DATES,
    interval=st.integers(1, 4),
    unit=st.just("week"),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
)
FEW = settings(max_examples=60)


@FEW
@given(rule=RULES | WEEKS)
def test_nominal_dates_always_rise_and_never_further_apart_than_the_longest_gap(rule: Rule) -> None:
    found = first(rule, 12)
    gaps = [(b - a).days for a, b in pairwise(found)]
    assert min(gaps) > 0
    assert max(gaps) <= longest_days(rule.interval, rule.unit, rule.weekdays)


@FEW
@given(rule=RULES, k=st.integers(0, 40))
def test_no_date_drifts_from_the_day_of_the_anchor(rule: Rule, k: int) -> None:
    found = nominal(rule, k)
    if rule.unit in ("day", "week"):
        assert (found - rule.anchor).days % rule.interval == 0
        return
    is_last_day = (found + dt.timedelta(days=1)).day == 1
    assert is_last_day if rule.month_end else found.day == rule.anchor.day or is_last_day


@FEW
@given(rule=RULES | WEEKS, after=DATES, length=st.integers(0, 400))
def test_a_series_read_in_two_parts_is_the_series(rule: Rule, after: dt.date, length: int) -> None:
    """However often the job runs and wherever it stopped, no date is left out and none comes twice."""
    middle, end = after + dt.timedelta(days=length // 2), after + dt.timedelta(days=length)
    whole = list(between(rule, after, end))
    assert [*between(rule, after, middle), *between(rule, middle, end)] == whole
    assert next_after(rule, after) == (whole[0] if whole else next_after(rule, end))


@FEW
@given(one=DATES, policy=st.sampled_from(["next", "prev"]))
def test_what_is_moved_is_moved_to_the_nearest_working_day(one: dt.date, policy: str) -> None:
    due = shifted(one, policy, chinese_workday)
    assert due is not None
    assert chinese_workday(due)
    assert (due >= one) if policy == "next" else (due <= one)
    low, high = sorted((one, due))
    inside = [low + dt.timedelta(days=n) for n in range(1, (high - low).days)]
    assert not any(map(chinese_workday, inside))


@FEW
@given(anchor=DATES, interval=st.integers(1, 15), k=st.integers(0, 30))
def test_a_lawful_due_date_is_put_off_but_never_beyond_the_law(
    anchor: dt.date, interval: int, k: int
) -> None:
    rule = Rule(anchor, interval, "day")
    here, following = (
        lawful_due(rule, nominal(rule, number), "next", 15, chinese_workday)
        for number in (k, k + 1)
    )
    assert here is not None
    assert following is not None
    assert (following - here).days <= 15
    assert following >= nominal(rule, k + 1)
