"""2.5: from the optimum to an interval that may be suggested (O7.8, domain.md §4.7)."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from app.custom.equipment.reliability.intervals import ALLOWED, suggested


@pytest.mark.parametrize(
    ("current", "most", "days", "limits"),
    [
        (30, None, 30, ("up", "step")),
        (60, None, 90, ("up",)),
        (120, None, 120, ("step", "turn")),
        (180, None, 90, ("step",)),
        (30, 15, 15, ("law",)),
        (180, 15, 15, ("law",)),
    ],
)
def test_the_suggestion_is_the_worked_one(
    current: int, most: int | None, days: int, limits: tuple[str, ...]
) -> None:
    """O7.8, T* 139.6 days: 30 stays, 60 → 90, 120 stays, 180 → 90, a lift → 15 whatever it was."""
    found = suggested(139.6, current, most=most)
    assert (found.days, found.limits) == (days, limits)


def test_a_much_shorter_optimum_is_approached_by_halves() -> None:
    """Rounding down to 30 would take more than half of 100 at once."""
    assert suggested(40, 100).days == 60
    assert suggested(3, 10).days == 7


def test_what_never_pays_is_still_maintained_as_the_law_asks() -> None:
    assert suggested(inf, 12, most=15).days == 15
    assert suggested(inf, 8, most=15).days == 8


@given(
    some.one_of(some.floats(0.1, 5000), some.just(inf)),
    some.integers(1, 1000),
    some.one_of(some.none(), some.integers(1, 400)),
)
@settings(max_examples=100, deadline=None)
def test_a_suggestion_keeps_its_promises(optimum: float, current: int, most: int | None) -> None:
    days = suggested(optimum, current, most=most).days
    lawful = inf if most is None else most
    assert 1 <= days <= lawful
    assert days in (current, most) or days in ALLOWED
    if current <= lawful:
        assert days <= current * 1.5
        assert days >= current * 0.5 or not any(current * 0.5 <= one < current for one in ALLOWED)
        # Never away from the optimum.
        assert days == current or (days > current) == (optimum > current)
