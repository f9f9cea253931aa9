"""The rosters of the demo company keep the law of rest, and no hour is without somebody."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from app.custom.crm.demo.staff import SHIFTS, on_turn
from app.custom.people.attendance.planning import REST

from .conftest import MONDAY

HOURS = {code: (starts.hour, ends.hour or 24) for code, _, starts, ends, _ in SHIFTS}
DAYS = [MONDAY + dt.timedelta(days=n) for n in range(40)]


@pytest.mark.parametrize("count", [3, 4, 5, 6, 7, 9])
def test_eleven_hours_lie_between_two_shifts_and_three_shifts_are_always_taken(count: int) -> None:
    for place in range(count):
        turns = [(n * 24, on_turn(place, count, day)) for n, day in enumerate(DAYS)]
        worked = [(at + HOURS[code][0], at + HOURS[code][1]) for at, code in turns if code]
        assert all((after[0] - before[1]) * 60 >= REST for before, after in pairwise(worked))
    for day in DAYS:
        assert {on_turn(place, count, day) for place in range(count)} >= {"D", "E", "N"}
