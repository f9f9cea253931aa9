"""Working time, with the worked figures of the domain study (§4.4)."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.runtime import calendar
from app.runtime.calendar import Calendars, WallClock, WorkingCalendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
WORKING = WorkingCalendar(zone=SHANGHAI)


def at(text: str) -> dt.datetime:
    """A moment in Shanghai, as UTC, which is how the runtime hands it over."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(dt.UTC)


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        pytest.param("2026-02-13 17:00", 480, "2026-02-14 17:30", id="O4.1 a make-up Saturday"),
        pytest.param("2026-02-14 17:00", 480, "2026-02-24 17:30", id="O4.2 over Spring Festival"),
        pytest.param("2026-03-06 14:00", 480, "2026-03-09 14:30", id="O4.3 over a weekend"),
        pytest.param("2026-09-30 22:00", 30, "2026-10-08 09:30", id="O4.4 over National Day"),
        pytest.param("2026-09-30 22:00", 120, "2026-10-08 11:00", id="O4.4 two hours"),
        pytest.param("2026-03-04 12:30", 60, "2026-03-04 14:30", id="O4.5 in the lunch break"),
    ],
)
def test_work_is_added_over_nights_weekends_and_holidays(
    start: str, minutes: int, due: str
) -> None:
    assert WORKING.add_work(at(start), minutes) == at(due)


def test_a_hold_over_the_weekend_costs_its_working_minutes_only() -> None:
    """O4.3: held Friday 16:00 to Monday 10:00; wall-clock pausing would say Thursday 08:30."""
    used = WORKING.work_between(at("2026-03-06 14:00"), at("2026-03-06 16:00"))
    assert WORKING.work_between(at("2026-03-06 16:00"), at("2026-03-09 10:00")) == 180
    assert WORKING.add_work(at("2026-03-09 10:00"), 480 - used) == at("2026-03-09 17:30")


def test_round_the_clock_is_plain_time() -> None:
    assert WallClock().add_work(at("2026-02-14 23:50"), 30) == at("2026-02-15 00:20")


def test_nothing_to_do_is_done_at_once_even_at_night() -> None:
    assert WORKING.add_work(at("2026-03-04 23:00"), 0) == at("2026-03-04 23:00")


def test_where_the_holiday_table_ends_weekdays_are_worked() -> None:
    assert WORKING.add_work(at("2031-03-07 17:30"), 60) == at("2031-03-10 09:30")


def test_an_application_brings_its_own_days_and_hours() -> None:
    calendars = Calendars()
    calendars.set_source(lambda day: True if day.weekday() == 6 else None)
    calendars.set_windows("working", [(dt.time(8), dt.time(10))])
    calendars.set_windows("night", lambda day: [(dt.time(0), dt.time(1))])
    saturday = at("2026-03-07 12:00")
    assert calendars.named("working").add_work(saturday, 30) == at("2026-03-08 08:30")
    assert calendars.named("night").add_work(saturday, 30) == at("2026-03-08 00:30")
    assert calendars.named("unheard of").add_work(saturday, 30) == at("2026-03-08 08:30")


AFTER = dt.date(2199, 5, 6)
"""In a year that no library knows."""


def test_a_year_that_nobody_has_announced_goes_by_plain_weekdays() -> None:
    calendars = Calendars()
    days = [AFTER + dt.timedelta(days=n) for n in range(7)]
    working = calendars.named("working")
    assert isinstance(working, WorkingCalendar)
    assert [working.is_workday(day) for day in days] == [day.weekday() < 5 for day in days]


@pytest.mark.parametrize(
    ("today", "missing"),
    [
        (dt.date(2026, 9, 30), []),
        (dt.date(2026, 10, 1), [2027]),
        (dt.date(2026, 12, 31), [2027]),
        (dt.date(2027, 1, 1), [2027]),
        (dt.date(2027, 10, 1), [2027, 2028]),
    ],
)
def test_from_october_on_next_years_holidays_are_missed(
    today: dt.date, missing: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    calendars = Calendars()
    # The library as it is now: a newer one may know more.
    monkeypatch.setattr(
        calendar, "_built_in", lambda day: day.weekday() < 5 if day.year < 2027 else None
    )
    assert calendars.unannounced(today) == missing


def test_a_year_that_the_application_knows_is_not_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar, "_built_in", lambda day: None)
    calendars = Calendars()
    calendars.set_source(lambda day: False if day == dt.date(2028, 12, 31) else None)
    assert calendars.unannounced(dt.date(2027, 5, 4)) == [2027]
    assert calendars.unannounced(dt.date(2028, 3, 1)) == []


def test_a_calendar_without_work_says_so_instead_of_searching_for_ever() -> None:
    never = WorkingCalendar(is_workday=lambda day: False, zone=SHANGHAI)
    with pytest.raises(ValueError, match="No working time"):
        never.add_work(at("2026-03-04 09:00"), 1)


moments = st.datetimes(min_value=dt.datetime(2026, 1, 1), max_value=dt.datetime(2026, 11, 30)).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=SHANGHAI)
)


@given(start=moments, minutes=st.integers(1, 3000))
def test_what_is_added_is_what_lies_between(start: dt.datetime, minutes: int) -> None:
    due = WORKING.add_work(start, minutes)
    assert WORKING.work_between(start, due) == minutes
    assert WORKING.work_between(start, due - dt.timedelta(seconds=1)) == minutes - 1


@given(start=moments, first=st.integers(0, 1000), second=st.integers(0, 1000))
def test_two_pieces_of_work_take_as_long_as_one(
    start: dt.datetime, first: int, second: int
) -> None:
    in_two = WORKING.add_work(WORKING.add_work(start, first), second)
    assert in_two == (WORKING.add_work(start, first + second) if second else in_two)


@given(one=moments, two=moments, three=moments)
def test_working_time_adds_up(one: dt.datetime, two: dt.datetime, three: dt.datetime) -> None:
    first, middle, last = sorted((one, two, three))
    whole = WORKING.work_between(first, last)
    assert WORKING.work_between(first, middle) + WORKING.work_between(middle, last) == whole
