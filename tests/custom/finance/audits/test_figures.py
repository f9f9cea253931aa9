"""The arithmetic of the audit against worked figures (O12.1 to O12.3) and its own laws."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.custom.finance.audits.figures import benford, sampling, sequence, shares


def counts(*numbers: int) -> dict[int, int]:
    return dict(enumerate(numbers, start=1))


def test_close_conformity_is_told_as_worked_out() -> None:
    """O12.1."""
    found = benford.verdict(counts(290, 180, 130, 100, 80, 65, 60, 50, 45))
    assert found is not None
    assert (round(found.chi_square, 3), round(found.deviation, 5)) == (0.968, 0.00331)
    assert (found.band, found.conforms, found.number) == ("close", True, 1000)


def test_a_heap_of_eights_is_told_as_worked_out() -> None:
    """O12.2."""
    found = benford.verdict(counts(200, 120, 90, 80, 70, 60, 60, 220, 100))
    assert found is not None
    assert (round(found.chi_square, 2), round(found.deviation, 4)) == (687.99, 0.0500)
    assert (found.band, found.conforms, found.is_suspicious) == ("none", False, True)
    assert (found.striking[0], round(found.z[8], 2)) == (8, 24.16)


def test_fewer_than_three_hundred_amounts_say_nothing() -> None:
    assert benford.verdict(counts(299)) is None
    assert benford.verdict(counts(90, 53, 38, 29, 24, 20, 17, 15, 14)) is not None


def test_amounts_that_follow_the_law_look_suspicious_once_in_a_thousand_sets() -> None:
    """Of 300 each; by χ² > 15.507 it was every eighteenth set, a false alarm every other year of months."""
    chance, digits = random.Random(2026), list(benford.EXPECTED)
    suspicious = 0
    for _ in range(1500):
        drawn = Counter(chance.choices(digits, list(benford.EXPECTED.values()), k=300))
        found = benford.verdict(drawn)
        assert found is not None
        suspicious += found.is_suspicious
    assert suspicious <= 5


@pytest.mark.parametrize(
    ("off", "band"), [(0.0059, "close"), (0.0119, "acceptable"), (0.0149, "marginal"), (0.0151, "none")]
)  # fmt: skip
def test_the_bands_of_the_deviation_are_those_of_the_table(off: float, band: str) -> None:
    number, moved = 10_000_000, off * 9 / 2
    given = {digit: round(number * share) for digit, share in benford.EXPECTED.items()}
    given[1] -= round(moved * number)
    given[9] += round(moved * number)
    found = benford.verdict(given)
    assert found is not None
    assert found.band == band


def test_a_gap_and_a_double_are_found() -> None:
    """O12.3."""
    found = sequence.of([1, 2, 4, 5, 5])
    assert (found.missing, found.doubled) == ([(3, 3)], [5])
    assert sequence.told([(3, 3), (7, 9)]) == ["3", "7–9"]


@given(st.lists(st.integers(1, 60), max_size=60))
def test_gaps_and_doubles_are_what_is_not_there_once(numbers: list[int]) -> None:
    found = sequence.of(numbers)
    missing = {one for first, last in found.missing for one in range(first, last + 1)}
    assert missing == set(range(1, max(numbers, default=0))) - set(numbers)
    assert found.doubled == sorted({one for one in numbers if numbers.count(one) > 1})
    assert bool(found) == (sorted(numbers) != list(range(1, len(numbers) + 1)))


@given(
    st.lists(st.integers(1, 5_000_000), min_size=1, max_size=40),
    st.integers(1, 50),
    st.integers(0, 10_000),
)
def test_a_sample_draws_as_many_points_as_asked_and_all_that_is_large(
    amounts: list[int], size: int, seed: int
) -> None:
    plan = sampling.plan(size=size, total=sum(amounts), seed=seed)
    found = dict(sampling.drawn(plan, amounts))
    assert sum(found.values()) == size
    large = {index for index, amount in enumerate(amounts) if amount * size >= sum(amounts)}
    assert large <= set(found)
    assert found == dict(sampling.drawn(plan, amounts))


def test_another_seed_draws_another_sample() -> None:
    amounts = [100] * 1000
    first, again, other = (
        list(sampling.drawn(sampling.plan(size=10, total=100_000, seed=seed), amounts))
        for seed in (7, 7, 8)
    )
    assert first == again != other


def test_a_sample_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="above zero"):
        sampling.plan(size=5, total=0, seed=1)


def test_a_larger_share_has_a_positive_z_and_none_without_a_comparison() -> None:
    assert shares.z_of(30, 100, 100, 1000) == pytest.approx(5.907, abs=0.001)
    assert shares.z_of(10, 100, 100, 1000) == pytest.approx(0)
    assert shares.z_of(10, 100, 0, 0) is None
    assert shares.z_of(5, 5, 9, 9) is None
