"""2.5: a figure beside that of the twelve months before."""

from __future__ import annotations

import pytest

from app.custom.equipment.reliability.figures import Observed
from app.custom.equipment.reliability.trends import Figure, trend

BEFORE = Observed(hours=1000, down_hours=100, failures=10)


@pytest.mark.parametrize(
    ("name", "now", "change", "tone"),
    [
        ("mtbf", Observed(1000, 50, 5), 111, "good"),
        ("mtbf", Observed(1000, 100, 20), -50, "wrong"),
        ("mttr", Observed(1000, 200, 10), 100, "wrong"),
        ("mttr", Observed(1000, 50, 10), -50, "good"),
        ("availability", Observed(1000, 50, 10), 5.0, "good"),
        ("failures", Observed(1000, 100, 12), 20, "wrong"),
        ("failures", Observed(1000, 100, 10), 0, ""),
    ],
)
def test_a_rise_is_good_or_bad_as_the_figure_says(
    name: Figure, now: Observed, change: float, tone: str
) -> None:
    found = trend(name, now, BEFORE)
    assert found is not None
    assert (found.change, found.tone) == (change, tone)


@pytest.mark.parametrize(
    ("now", "before"),
    [(BEFORE, Observed()), (Observed(), BEFORE), (BEFORE, Observed(hours=1000))],
    ids=["nothing kept before", "nothing kept now", "no failure before"],
)
def test_nothing_is_said_where_a_period_has_no_such_figure(now: Observed, before: Observed) -> None:
    assert trend("mtbf", now, before) is None
