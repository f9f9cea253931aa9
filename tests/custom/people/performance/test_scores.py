"""4.3: the arithmetic of reviews: scores, shares, bands, places, raises (domain.md O15.1, O15.2)."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.custom.people.performance import raises, ranks, scores
from app.custom.people.performance.raises import Standing
from app.custom.people.performance.ranks import Ranked
from app.custom.people.performance.scores import Parts, Weighed

D = Decimal
SHARES = {"kpi": D(70), "manager": D(20), "peer": D(10), "own": D(0)}
BANDS = {"s": D(95), "a": D(85), "b": D(70), "c": D(60)}
TECHNICIAN = [
    Weighed("low", D(20), D(30), D(18)),
    Weighed("high", D("0.90"), D(25), D("0.88")),
    Weighed("high", D("4.5"), D(25), D("4.7")),
    Weighed("high", D(1), D(20), D("0.95")),
]
points = st.decimals(0, 120, places=2)


def test_o15_1_a_technician_has_102_56_by_his_indicators_and_98_59_in_all() -> None:
    assert [str(one.score()) for one in TECHNICIAN] == ["110.00", "97.78", "104.44", "95.00"]
    kpi, is_rescaled = scores.kpi(TECHNICIAN)
    assert (kpi, is_rescaled) == (D("102.56"), False)
    final = Parts(kpi, D(88), D(92), None).final(SHARES)
    assert final == D("98.59")
    assert scores.grade(final, BANDS) == "s"


def test_o15_2_an_s_below_the_middle_of_his_band_gets_seven_percent() -> None:
    one = raises.raised(D(6525), D(7000), "s")
    assert (one.ratio, one.rate, one.pay) == (D("0.932"), 7, D("6981.75"))


@pytest.mark.parametrize(
    ("grade", "base", "rate"),
    [("s", 6299, 10), ("s", 6300, 7), ("s", 7700, 7), ("s", 7701, 4), ("b", 8000, 0), ("d", 5000, 0)],
)  # fmt: skip
def test_the_rate_goes_by_grade_and_place_in_the_band(grade: str, base: int, rate: int) -> None:
    assert raises.raised(D(base), D(7000), grade).rate == rate


def test_no_raise_goes_above_the_band_nor_takes_anything_away() -> None:
    assert raises.raised(D(6900), D(7000), "s", D(7000)).pay == 7000
    assert raises.raised(D(7100), D(7000), "s", D(7000)).pay == 7100


def test_raises_above_the_budget_are_scaled_down_alike() -> None:
    factor, amounts = raises.scaled([D(300), D(100)], D(200))
    assert (factor, amounts) == (D("0.5"), [D(150), D(50)])


def test_what_has_no_value_leaves_its_weight_to_the_others() -> None:
    items = [TECHNICIAN[0], Weighed("high", D(1), D(70), None)]
    assert scores.kpi(items) == (D("110.00"), True)
    assert Parts(D(90), D(80), None, None).final(SHARES) == D("87.78")
    assert Parts(None, None, None, None).final(SHARES) is None


@pytest.mark.parametrize(
    ("actual", "score"), [("40", "100.00"), ("20", "50.00"), ("60", "100.00"), ("66", "90.00")]
)
def test_a_band_is_full_marks_inside_and_falls_outside(actual: str, score: str) -> None:
    assert Weighed("band", D(60), D(1), D(actual), floor=D(40)).score() == D(score)


def test_an_indicator_is_never_below_0_nor_above_its_cap() -> None:
    assert Weighed("low", D(20), D(1), D(90)).score() == 0
    assert Weighed("high", D(1), D(1), D(9)).score() == 120


@given(st.lists(st.tuples(st.integers(1, 100), st.booleans()), max_size=12))
def test_rescaled_weights_come_to_exactly_100(given_weights: list[tuple[int, bool]]) -> None:
    weights, known = [D(w) for w, _ in given_weights], [there for _, there in given_weights]
    found = scores.counted(weights, known)
    assert sum(found) == (100 if any(known) else 0)
    assert all(one == 0 for one, there in zip(found, known, strict=True) if not there)
    pairs = [(w, f) for w, f, there in zip(weights, found, known, strict=True) if there]
    assert all(a[1] >= b[1] - D("0.01") for a in pairs for b in pairs if a[0] >= b[0])


@given(points, points)
def test_more_points_are_never_a_lower_grade(one: D, other: D) -> None:
    low, high = sorted((one, other))
    order = scores.GRADES
    assert order.index(scores.grade(high, BANDS)) <= order.index(scores.grade(low, BANDS))


reviews = st.lists(
    st.tuples(st.decimals(50, 110, places=0), st.dates(dt.date(2010, 1, 1), dt.date(2026, 1, 1))),
    max_size=30,
).map(
    lambda found: [
        Ranked(id, score, hired, scores.grade(score, BANDS)) for id, (score, hired) in enumerate(found)
    ]
)  # fmt: skip
quota = st.none() | st.decimals(0, 100, places=0)


@given(reviews, st.randoms())
def test_places_are_the_same_however_the_reviews_come(found: list[Ranked], chance: object) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    ordered = ranks.ordered(shuffled)
    assert ordered == ranks.ordered(found)
    for above, below in itertools.pairwise(ordered):
        assert (-above.score, above.hired_on) <= (-below.score, below.hired_on)


@given(reviews, quota, quota)
def test_a_quota_is_kept_and_nobody_stands_below_who_has_fewer_points(
    found: list[Ranked], s: D | None, a: D | None
) -> None:
    grades = ranks.proposed(found, {"s": s, "a": a})
    order = scores.GRADES
    given_grades = [grades[one.id] for one in ranks.ordered(found)]
    assert given_grades == sorted(given_grades, key=order.index)
    assert all(order.index(grades[one.id]) >= order.index(one.grade) for one in found)
    counts = ranks.distribution(list(grades.values()))
    if s is not None:
        assert counts["s"] <= ranks.allowed(len(found), s)
    if a is not None:
        assert counts["s"] + counts["a"] <= ranks.allowed(len(found), a)


def test_a_promotion_needs_every_condition() -> None:
    ready = Standing(["s", "a", "b", "b"], 12, training_valid=True, vacancy=True)
    assert ready.is_ready
    assert not Standing(["s", "b"], 12, training_valid=True, vacancy=True).is_ready
    assert not Standing(["s", "a", "d"], 12, training_valid=True, vacancy=True).is_ready
    assert not Standing(["s", "a"], 11, training_valid=True, vacancy=True).is_ready
    lone = Standing(["s", "a"], 12, training_valid=False, vacancy=False)
    assert [name for name, is_met in lone.conditions().items() if not is_met] == [
        "training",
        "vacancy",
    ]
