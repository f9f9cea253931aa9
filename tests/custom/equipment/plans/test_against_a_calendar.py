"""2.2: what plans make, night by night, is what somebody finds who walks through a calendar day by day and knows no formula."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.custom.equipment.categories import Category
from app.custom.equipment.plans.law import breach
from app.custom.equipment.plans.making import by_date
from app.custom.equipment.plans.nominal import WEEKDAYS, longest_gap, next_after, nominal, rolled
from app.custom.equipment.plans.rules import beginning, changed_from, rule_of
from app.runtime.calendar import chinese_workday

DAY = dt.timedelta(days=1)
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


# -- the calendar ---------------------------------------------------------------------------------


def walked(plan: Any, until: dt.date) -> Iterator[dt.date]:
    """The nominal dates of a plan, by looking at every day from its anchor on."""
    day, months, monday = plan.anchor_on, 0, plan.anchor_on - plan.anchor_on.weekday() * DAY
    while day <= until:
        if plan.unit == "day" or (plan.unit == "week" and not plan.weekdays):
            length = plan.interval * (7 if plan.unit == "week" else 1)
            hit = sum(1 for _ in days(plan.anchor_on, day)) % length == 0
        elif plan.unit == "week":
            mondays = sum(one.weekday() == 0 for one in days(monday + DAY, day + DAY))
            hit = mondays % plan.interval == 0 and WEEKDAYS[day.weekday()] in plan.weekdays
        else:
            is_last = (day + DAY).day == 1
            wanted = plan.anchor_on.day
            named = (
                is_last if plan.month_end else day.day == wanted or (is_last and day.day < wanted)
            )
            hit = named and months % (plan.interval * MONTHS[plan.unit]) == 0
        if hit:
            yield day
        if (day + DAY).day == 1:
            months += 1
        day += DAY


def days(start: dt.date, end: dt.date) -> Iterator[dt.date]:
    """Without the end."""
    while start < end:
        yield start
        start += DAY


def moved(day: dt.date, policy: str) -> dt.date | None:
    """By steps of one day."""
    if policy == "skip" and not chinese_workday(day):
        return None
    while policy in ("next", "prev") and not chinese_workday(day):
        day += DAY if policy == "next" else -DAY
    return day


# -- a plan, night by night -----------------------------------------------------------------------


@dataclass
class Kept:
    """One device of a plan. `made`: nominal date → (due, only noted)."""

    plan: Any
    cap: int | None = None

    def __post_init__(self) -> None:
        self.made: dict[dt.date, tuple[dt.date, bool]] = {}
        self.next_on: dt.date | None = None

    def begins(self, today: dt.date) -> None:
        self.next_on = beginning(self.plan, today, Decimal(0))["next_on"]

    def night(self, today: dt.date) -> None:
        if self.next_on is None or self.next_on > today + self.plan.lead_days * DAY:
            return
        due = by_date(self.plan, self.next_on, today, self.cap, chinese_workday)
        for one in due.occurrences:
            assert one.nominal_on not in self.made, "made twice"
            self.made[one.nominal_on] = (one.due_on, one.skipped)
        if due.place:
            self.next_on = due.place["next_on"]

    def turns(self, changed: Any) -> None:
        """Its rule is another one from the next date on."""
        last = max(self.made)
        changed.rule_from = changed_from(self.plan, changed, last, self.cap)
        self.plan, self.next_on = changed, next_after(rule_of(changed), last)

    def dues(self) -> list[dt.date]:
        return [
            due for due, skipped in (self.made[day] for day in sorted(self.made)) if not skipped
        ]


def plan(**values: Any) -> Any:
    given: dict[str, Any] = {
        "anchor_on": dt.date(2024, 1, 31), "interval": 1, "unit": "month", "basis": "fixed", "catchup": "all",
        "month_end": False, "weekdays": None, "rule_from": None, "nonworkday": "none", "lead_days": 7,
        "window_days": 0, "kind": "maintain",
    }  # fmt: skip
    return SimpleNamespace(**given | values)


def strictest(plan: Any) -> int:
    """The days of the strictest law that lets the plan pass."""
    chosen = frozenset(WEEKDAYS.index(name) for name in plan.weekdays or ())
    return longest_gap(plan.interval, plan.unit, weekdays=chosen, policy=plan.nonworkday)


def lawful(plan: Any, cap: int) -> bool:
    return breach(plan, cap, Category(1, "电梯", reg_max_days=cap)) is None


ANCHORS = st.dates(dt.date(2023, 1, 1), dt.date(2024, 12, 31)) | st.sampled_from(
    [dt.date(2023, 1, 31), dt.date(2024, 2, 29), dt.date(2023, 8, 31), dt.date(2024, 12, 31)]
)
POLICIES = st.sampled_from(["none", "next", "prev", "skip"])
BY_DAYS = st.builds(
    plan, anchor_on=ANCHORS, interval=st.integers(1, 40), unit=st.just("day"), nonworkday=POLICIES,
    lead_days=st.integers(0, 20),
)  # fmt: skip
BY_WEEKS = st.builds(
    plan, anchor_on=ANCHORS, interval=st.integers(1, 4), unit=st.just("week"), nonworkday=POLICIES,
    weekdays=st.none() | st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True),
    lead_days=st.integers(0, 20),
)  # fmt: skip
BY_MONTHS = st.builds(
    plan, anchor_on=ANCHORS, interval=st.integers(1, 3), month_end=st.booleans(), nonworkday=POLICIES,
    unit=st.sampled_from(list(MONTHS)), lead_days=st.integers(0, 60),
)  # fmt: skip
PLANS = BY_DAYS | BY_WEEKS | BY_MONTHS
NIGHTS = st.lists(st.integers(1, 45), min_size=1, max_size=14)
"""Days from one night on which the job ran to the next."""
SOME = settings(max_examples=150)


@SOME
@given(one=PLANS)
def test_nominal_dates_are_those_of_the_calendar(one: Any) -> None:
    until = one.anchor_on + 900 * DAY
    found = [day for k in range(901) if (day := nominal(rule_of(one), k)) <= until]
    assert sorted(set(found)) == found == list(walked(one, until))


@SOME
@given(one=PLANS, nights=NIGHTS)
def test_whatever_nights_are_missed_every_date_is_made_once(one: Any, nights: list[int]) -> None:
    kept, today = Kept(one), one.anchor_on
    kept.begins(today)
    for gap in nights:
        today += gap * DAY
        kept.night(today)
    expected = {day: moved(day, one.nonworkday) for day in walked(one, today + one.lead_days * DAY)}
    assert kept.made == {day: (due, False) for day, due in expected.items() if due is not None}


@SOME
@given(one=PLANS, nights=NIGHTS)
def test_the_latest_only_is_made_up_and_nothing_is_lost(one: Any, nights: list[int]) -> None:
    one.catchup = "latest"
    kept, today = Kept(one), one.anchor_on
    kept.begins(today)
    for gap in nights:
        before, today = set(kept.made), today + gap * DAY
        kept.night(today)
        late = sorted(day for day in set(kept.made) - before if day <= today)
        assert [day for day in late if kept.made[day][1]] == late[:-1]
    dates = walked(one, today + one.lead_days * DAY)
    assert sorted(kept.made) == [day for day in dates if moved(day, one.nonworkday) is not None]


@SOME
@given(one=PLANS, room=st.sampled_from([0, 1]), data=st.data())
def test_what_the_law_lets_pass_is_never_further_apart(one: Any, room: int, data: Any) -> None:
    """Also when interval or days off are changed on the way."""
    cap = strictest(one) + room
    kept, today = Kept(one, cap), one.anchor_on
    kept.begins(today)
    turn = data.draw(st.integers(30, 200))
    for number in range(400):
        if number == turn and kept.made and one.nonworkday in ("none", "next"):
            changed = data.draw(PLANS)
            changed.anchor_on, changed.lead_days = one.anchor_on, one.lead_days
            changed.nonworkday = one.nonworkday
            if lawful(changed, cap):
                kept.turns(changed)
        kept.night(today)
        today += DAY
    found = kept.dues()
    assert all((b - a).days <= cap for a, b in pairwise(found)), found


@SOME
@given(
    one=PLANS,
    room=st.sampled_from([0, 1]),
    delays=st.lists(st.integers(0, 9), min_size=3, max_size=12),
)
def test_a_floating_plan_counts_from_when_it_was_done(
    one: Any, room: int, delays: list[int]
) -> None:
    """Done some days after it is due; the next one is due one interval after that, lawfully."""
    one.basis, one.weekdays = "floating", None
    cap = strictest(one) + room
    kept, today = Kept(one, cap), one.anchor_on
    kept.begins(today)
    done: dt.date | None = None
    for delay in delays:
        assert kept.next_on is not None
        today = max(today, kept.next_on - one.lead_days * DAY)
        kept.night(today)
        due = kept.made[max(kept.made)][0]
        assert kept.next_on is None, "the next one before this one is done"
        if done is not None:
            assert (due - done).days <= cap
        done = today = max(today, due + delay * DAY)
        kept.next_on = max(rolled(done, one.interval, one.unit), max(kept.made) + DAY)


@pytest.mark.parametrize(("unit", "months"), MONTHS.items())
def test_half_a_leap_year_later_it_is_still_the_31st(unit: str, months: int) -> None:
    one = plan(unit=unit, anchor_on=dt.date(2023, 8, 31))
    found = list(walked(one, dt.date(2028, 9, 1)))
    assert len(found) == 60 // months + 1
    assert found == [nominal(rule_of(one), k) for k in range(len(found))]
