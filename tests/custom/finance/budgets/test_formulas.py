"""3.3: the arithmetic of budgets (O11.1, O11.2), and what holds for any numbers."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.custom.finance.budgets import formulas, history
from app.custom.finance.budgets.formulas import Room, drafted, is_small, variance, verdict
from tests.custom.finance.budgets.house import D

YUAN = st.decimals(min_value=0, max_value=10**8, places=2)
YEAR = st.lists(YUAN, min_size=12, max_size=12)


def yuan(*amounts: str | int) -> list[D]:
    return [D(str(one)) for one in amounts]


def test_quarters_grow_by_half_and_keep_their_season() -> None:
    made = drafted(yuan(110, 130, 160, 150), yuan(100, 120, 140, 140))
    assert made.growth == Fraction(1, 10)
    assert f"{made.annual}" == "577.50"
    assert [f"{one}" for one in made.parts] == ["115.50", "137.55", "164.85", "159.60"]


def test_growth_counts_for_a_fifth_at_most() -> None:
    assert drafted(yuan(300), yuan(100)).annual == 330
    assert drafted(yuan(10), yuan(100)).annual == 9


def test_one_year_alone_is_taken_as_it_was() -> None:
    made = drafted(yuan(1, 2, 3))
    assert (made.how, made.parts) == ("same", (1, 2, 3))


def test_less_than_a_year_is_its_average_twelve_times() -> None:
    made = drafted(yuan(10, 20), complete=False)
    assert (made.how, made.annual, set(made.parts), len(made.parts)) == ("mean", 180, {15}, 12)


def test_known_changes_are_added_to_the_year() -> None:
    assert drafted(yuan(100), yuan(100), known=D("-30.5")).annual == D("69.50")


def test_what_came_out_negative_is_not_planned() -> None:
    made = drafted(yuan(-5, 1), yuan(1, 1))
    assert (made.how, sum(made.parts)) == ("none", 0)
    assert drafted(yuan(-5, 9)).parts == (0, 4)


@given(YEAR, st.none() | YEAR)
def test_the_months_add_up_to_the_year(last: list[D], before: list[D] | None) -> None:
    made = drafted(last, before)
    assert sum(made.parts) == made.annual
    assert min(made.parts) >= 0
    assert abs(made.annual - sum(last)) <= sum(last) / 10 + D("0.01")


def test_what_is_available_and_what_is_too_much() -> None:
    room = Room(D(60_000), D(0), D(48_500), D(6_000))
    assert (room.available, room.over(D(7_000)), room.over(D(5_500))) == (5_500, 1_500, 0)
    assert [verdict(control, D(1)) for control in ("none", "warn", "block")] == ["ok", "warn", "block"]  # fmt: skip
    assert verdict("block", D(0)) == "ok"


def test_months_that_count() -> None:
    found = [list(formulas.months_of(span, 2)) for span in ("month", "ytd", "year")]
    assert found == [[2], [1, 2], list(range(1, 13))]


def test_red_is_more_than_a_tenth_and_more_than_a_thousand() -> None:
    assert variance(D(10_000), D(11_000)).red is False
    assert variance(D(10_000), D("11000.01")).red is True
    assert variance(D(5_000), D(6_000)).red is False
    assert variance(D(100_000), D(105_000)).red is False
    assert (variance(D(200), D(250)).difference, variance(D(200), D(250)).percent) == (50, 25)


def test_of_income_too_little_is_red_and_too_much_is_not() -> None:
    assert variance(D(10_000), D(8_000), income=True).red is True
    assert variance(D(10_000), D(12_000), income=True).red is False


def test_what_nobody_planned_has_no_share_but_may_be_red() -> None:
    assert (variance(D(0), D(999)).percent, variance(D(0), D(999)).red) == (None, False)
    assert variance(D(0), D(1_001)).red is True


def test_a_transfer_is_small_up_to_five_per_cent_of_every_line() -> None:
    assert is_small([(D(-50), D(1_000)), (D(50), D(2_000))]) is True
    assert is_small([(D("-50.01"), D(1_000)), (D("50.01"), D(2_000))]) is False
    assert is_small([(D(-50), D(1_000)), (D(50), D(0))]) is False


def test_history_is_the_twelve_whole_months_before_and_the_twelve_before_those() -> None:
    last, before = history.windows(2027, "2026-11", "2020-01")
    assert last is not None
    assert before is not None
    assert (last.first, last.last) == ("2025-11", "2026-10")
    assert (before.first, before.last) == ("2024-11", "2025-10")
    last, before = history.windows(2026, "2026-03", "2024-01")
    assert last is not None
    assert before is not None
    assert (last.first, before.first) == ("2025-01", "2024-01")


def test_history_that_is_short_is_told_apart() -> None:
    last, before = history.windows(2026, "2026-03", "2025-03")
    assert last is not None
    assert (last.first, last.is_whole, before) == ("2025-03", False, None)
    last, before = history.windows(2026, "2026-03", "2024-02")
    assert last is not None
    assert (last.is_whole, before) == (True, None)
    assert history.windows(2026, "2026-03", None) == (None, None)
    assert history.windows(2026, "2026-03", "2026-01") == (None, None)
