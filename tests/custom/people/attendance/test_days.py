"""O14.1 to O14.7: days of attendance from punches, roster, calendar and leave."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.custom.people.attendance import calendar_days
from app.custom.people.attendance.figures.plan import DAY, Plan, Span, planned, rule
from app.custom.people.attendance.figures.reckoning import Result, reckon
from app.custom.people.attendance.figures.taken import mostly, taken

OFFICE = rule(
    1, dt.time(9), dt.time(18), break_from=dt.time(12), break_to=dt.time(13, 30), follows_calendar=True
)  # fmt: skip
NIGHT = rule(2, dt.time(20), dt.time(8), break_from=dt.time(0), break_to=dt.time(1))
FRIDAY = dt.date(2026, 3, 6).toordinal()
LATER = (FRIDAY + 9) * DAY


def minute(text: str, day: int = FRIDAY) -> int:
    hour, _, rest = text.partition(":")
    return day * DAY + int(hour) * 60 + int(rest)


def office(*punches: str, spans: Any = (), kind: Any = "workday") -> Result:
    plan = planned(FRIDAY, kind, None, OFFICE)
    return reckon([plan], map(minute, punches), spans, now=LATER)[FRIDAY]


def test_o14_1_seven_minutes_late_are_late_and_443_minutes_are_worked() -> None:
    found = office("09:07", "18:20")
    assert (found.status, found.late, found.worked) == ("late", 7, 443)


def test_o14_2_within_the_grace_the_day_is_normal() -> None:
    found = office("09:04", "18:00")
    assert (found.status, found.late, found.early) == ("normal", 0, 0)


def test_o14_3_more_than_two_hours_late_is_half_a_day_absent_and_not_late() -> None:
    found = office("11:30", "18:00")
    assert (found.status, found.absent, found.late) == ("absent", 225, 0)


def test_o14_4_one_punch_is_a_punch_missing() -> None:
    found = office("09:00")
    assert (found.status, found.first, found.last) == ("missing", minute("09:00"), None)
    assert office("09:00", "09:03").status == "missing"
    assert office("18:02").last == minute("18:02")


def test_o14_5_a_night_shift_belongs_to_the_day_on_which_it_began() -> None:
    plans = [Plan(FRIDAY, "workday", (NIGHT,)), Plan(FRIDAY + 1, "rest", (NIGHT,))]
    punches = [minute("19:52"), minute("08:05", FRIDAY + 1)]
    found = reckon(plans, punches, now=minute("12:00", FRIDAY + 1))
    assert list(found) == [FRIDAY]
    assert (found[FRIDAY].status, found[FRIDAY].worked, NIGHT.standard) == ("normal", 660, 660)


def test_o14_6_a_make_up_sunday_without_punches_is_absence_and_a_holiday_is_not() -> None:
    status = {}
    for day in (
        dt.date(2026, 1, 4),
        dt.date(2026, 1, 2),
        dt.date(2026, 1, 1),
        dt.date(2026, 1, 10),
    ):
        kind, holiday = calendar_days.built_in(day)
        plan = planned(day.toordinal(), kind, None, OFFICE, holiday=holiday)
        status[day.day] = reckon([plan], [], now=LATER)[day.toordinal()].status
    assert status == {4: "absent", 2: "holiday", 1: "holiday", 10: "rest"}


def test_o14_6_january_has_21_days_due_february_16_and_2026_has_248() -> None:
    def due(first: dt.date, last: dt.date) -> int:
        days = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
        return calendar_days.workdays({day: calendar_days.built_in(day) for day in days})

    assert due(dt.date(2026, 1, 1), dt.date(2026, 1, 31)) == 21
    assert due(dt.date(2026, 2, 1), dt.date(2026, 2, 28)) == 16
    assert due(dt.date(2026, 1, 1), dt.date(2026, 12, 31)) == 248


def test_o14_7_half_a_day_of_leave_covers_its_half_and_nobody_leaves_early() -> None:
    leave = Span(minute("13:30"), minute("18:00"), "leave", "personal")
    found = office("09:00", "12:00", spans=[leave])
    assert (found.status, found.late, found.early, found.absent) == ("leave", 0, 0, 0)
    assert (found.leave, found.leave_type, found.worked) == (270, "personal", 180)


def test_an_hour_of_leave_in_the_morning_moves_the_time_to_come() -> None:
    leave = Span(minute("09:00"), minute("10:00"), "leave", "personal")
    assert office("10:00", "18:00", spans=[leave]).status == "leave"
    assert office("10:10", "18:00", spans=[leave]).late == 10


def test_a_whole_day_away_needs_no_punch() -> None:
    whole = (minute("00:00"), minute("23:59"))
    assert office(spans=[Span(*whole, "leave", "annual")]).leave == 450
    assert office(spans=[Span(*whole, "trip")]).status == "trip"


def test_overtime_counts_where_it_was_approved_and_somebody_was_there_in_half_hours() -> None:
    asked = Span(minute("18:30"), minute("21:00"), "overtime")
    assert office("08:55", "20:40", spans=[asked]).ot_workday == 120
    assert office("08:55", "20:40").ot_workday == 0
    assert office("08:55", "18:55", spans=[asked]).ot_workday == 0
    assert office("08:55", "20:40", spans=[asked]).status == "normal"


def test_overtime_on_a_rest_day_is_paid_or_taken_as_time_off() -> None:
    there = ("08:58", "17:05")
    paid = office(*there, spans=[Span(minute("09:00"), minute("17:00"), "overtime")], kind="rest")
    off = office(
        *there, spans=[Span(minute("09:00"), minute("17:00"), "overtime", "comp")], kind="rest"
    )
    assert (paid.status, paid.ot_rest, paid.comp) == ("overtime", 480, 0)
    assert (off.ot_rest, off.comp) == (0, 480)


def test_overtime_after_a_night_shift_is_paid_by_its_own_day_and_no_punch_is_missing() -> None:
    """Until 08:00 on Saturday, and on to 10:00: also where the next night shift begins that evening."""
    plans = [planned(FRIDAY + n, "workday", [NIGHT], None) for n in (0, 1)]
    asked = Span(minute("08:00", FRIDAY + 1), minute("10:00", FRIDAY + 1), "overtime")
    punches = [
        minute("19:55"), minute("10:03", FRIDAY + 1),
        minute("19:50", FRIDAY + 1), minute("08:02", FRIDAY + 2),
    ]  # fmt: skip
    found = reckon(plans, punches, [asked], now=LATER)
    first, second = found[FRIDAY], found[FRIDAY + 1]
    assert (first.status, first.worked, first.ot_workday) == ("normal", 660, 0)
    assert (second.status, second.worked, second.ot_workday) == ("normal", 660, 120)
    free = [plans[0], planned(FRIDAY + 1, "rest", [None], None)]
    found = reckon(free, punches[:2], [asked], now=LATER)
    assert [one.status for one in found.values()] == ["normal", "overtime"]
    assert found[FRIDAY + 1].ot_rest == 120


def test_a_rotating_shift_on_a_public_holiday_is_holiday_work() -> None:
    plans = [planned(FRIDAY, "statutory", [NIGHT], None)]
    found = reckon(plans, [minute("19:55"), minute("08:00", FRIDAY + 1)], now=LATER)[FRIDAY]
    assert found.ot_holiday == 660


def test_between_two_shifts_without_a_pause_one_comes_before_and_goes_after() -> None:
    evening, small_hours = rule(3, dt.time(16), dt.time(0)), rule(4, dt.time(0), dt.time(8))
    plans = [Plan(FRIDAY, "workday", (evening,)), Plan(FRIDAY + 1, "rest", (small_hours,))]
    punches = [minute("15:50"), minute("23:52"), minute("00:06", FRIDAY + 1), minute("08:10", FRIDAY + 1)]  # fmt: skip
    found = reckon(plans, punches, now=LATER)
    assert [one.status for one in found.values()] == ["normal", "normal"]


def test_whoever_works_flexible_hours_is_never_late() -> None:
    plan = planned(FRIDAY, "workday", None, OFFICE)
    found = reckon([plan], [], now=LATER, flexible=True)[FRIDAY]
    assert (found.status, found.worked) == ("normal", 450)


def test_a_day_that_is_not_over_is_not_judged() -> None:
    plan = planned(FRIDAY, "workday", None, OFFICE)
    assert reckon([plan], [minute("09:00")], now=minute("17:59")) == {}


def test_leave_takes_working_time_only() -> None:
    plans = [planned(FRIDAY + n, kind, None, OFFICE) for n, kind in enumerate(("workday", "rest", "rest", "workday"))]  # type: ignore[arg-type]  # fmt: skip
    found = taken(plans, minute("13:30"), minute("18:00", FRIDAY + 3))
    assert (found.minutes, found.shares) == (270 + 450, 16000)
    assert mostly(plans[0], minute("13:30"), minute("18:00"))
    assert not mostly(plans[0], minute("09:00"), minute("12:00"))


MINUTES = st.integers(minute("05:00"), minute("23:59"))
SPANS = st.lists(
    st.tuples(MINUTES, st.integers(1, 600), st.sampled_from(["leave", "trip", "overtime"])).map(
        lambda one: Span(one[0], one[0] + one[1], one[2], "personal" if one[2] == "leave" else "")
    ),
    max_size=3,
)
DAYS = [planned(FRIDAY + n, "workday", [[OFFICE], [NIGHT], [None]][n % 3], None) for n in range(4)]  # type: ignore[arg-type]
ANYWHERE = st.lists(st.integers(FRIDAY * DAY, (FRIDAY + 5) * DAY), max_size=12)


@given(ANYWHERE, SPANS, st.integers(0, 11))
def test_order_and_repetition_of_punches_change_nothing(
    punches: list[int], spans: list[Span], turn: int
) -> None:
    once = reckon(DAYS, punches, spans, now=LATER)
    mixed = [*punches[turn:], *punches[::-2], *punches[:turn]]
    assert reckon(DAYS, mixed, spans, now=LATER) == once


@given(ANYWHERE, st.booleans())
def test_a_day_that_is_worked_out_once_for_everybody_is_the_day_that_is_worked_out_for_one(
    punches: list[int], flexible: bool
) -> None:
    elsewhere = Span((FRIDAY + 40) * DAY, (FRIDAY + 41) * DAY, "leave", "personal")
    shared = reckon(DAYS, punches, now=LATER, flexible=flexible)
    assert reckon(DAYS, punches, [elsewhere], now=LATER, flexible=flexible) == shared


@given(ANYWHERE, SPANS)
def test_minutes_of_a_day_add_up(punches: list[int], spans: list[Span]) -> None:
    for day, one in reckon(DAYS, punches, spans, now=LATER).items():
        told = one.worked + one.late + one.early + one.absent + one.leave + one.trip
        rules = DAYS[day - FRIDAY].rules
        assert one.due == sum(rule.standard for rule in rules)
        assert all(
            value >= 0
            for value in (
                one.worked,
                one.late,
                one.early,
                one.absent,
                one.leave,
                one.trip,
                one.ot_workday,
            )
        )
        assert told <= one.due
        if rules and one.status != "missing":
            forgiven = sum(rule.late_grace + rule.early_grace for rule in rules)
            assert told >= one.due - forgiven


@given(ANYWHERE)
def test_a_day_reckoned_alone_with_its_neighbours_is_the_day_of_the_month(
    punches: list[int],
) -> None:
    whole = reckon(DAYS, punches, now=LATER)
    for place in (1, 2):
        beside = DAYS[place - 1 : place + 2]
        assert reckon(beside, punches, now=LATER)[FRIDAY + place] == whole[FRIDAY + place]
