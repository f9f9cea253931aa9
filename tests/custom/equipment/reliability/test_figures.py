"""2.5: MTBF, MTTR, availability, the bound for devices that never failed, whether a rate has changed (domain.md §4.7)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy import special, stats

from app.custom.equipment.reliability import chances
from app.custom.equipment.reliability.figures import Observed, rounded


def test_the_figures_of_half_a_year_are_the_worked_ones() -> None:
    """O7.1: 4,344 h from 2026-01-01 to 07-01, three failures, 6 + 10 + 8 h down."""
    seen = Observed(hours=4344, down_hours=6 + 10 + 8, failures=3)
    assert (seen.mtbf, seen.mttr) == (1440, 8)
    assert rounded(seen.availability, 4) == Decimal("99.4475")
    assert rounded(seen.per_year, 4) == Decimal("6.0833")


def test_without_a_failure_there_is_only_a_lower_bound() -> None:
    """O7.2."""
    seen = Observed(hours=4344)
    assert seen.mtbf is seen.mttr is None
    assert rounded(seen.mtbf_low) == Decimal("1886.58")
    assert seen.availability == seen.availability_low == 100


def test_nothing_observed_says_nothing() -> None:
    seen = Observed()
    assert seen.mtbf is seen.mtbf_low is seen.mttr is seen.availability is seen.per_year is None


def test_figures_of_devices_add_up() -> None:
    both = Observed(1000, 10, 2) + Observed(500, 5, 1)
    assert both == Observed(1500, 15, 3)
    assert both.mtbf == 495


@given(some.integers(0, 400))
@settings(max_examples=25, deadline=None)
def test_the_bound_is_the_one_of_chi_squared(failures: int) -> None:
    seen = Observed(hours=10_000, down_hours=100, failures=failures)
    assert seen.mtbf_low == pytest.approx(
        2 * 9_900 / stats.chi2.ppf(0.9, 2 * failures + 2), rel=1e-9
    )
    assert failures == 0 or seen.mtbf is None or seen.mtbf_low < seen.mtbf


@given(some.floats(0.02, 400), some.floats(0, 800))
@settings(max_examples=60, deadline=None)
def test_the_incomplete_gamma_function_is_the_known_one(a: float, x: float) -> None:
    assert chances.gamma_share(a, x) == pytest.approx(special.gammainc(a, x), rel=1e-9, abs=1e-13)


@given(some.integers(0, 40), some.integers(0, 40), some.floats(0.1, 10))
@settings(max_examples=40, deadline=None)
def test_two_rates_are_compared_exactly(before: int, after: int, ratio: float) -> None:
    p = chances.same_rate(before, 1000, after, 1000 * ratio)
    number = before + after
    known = stats.binomtest(after, number, ratio / (1 + ratio)).pvalue if number else 1.0
    assert p == pytest.approx(known, rel=1e-6)


def test_without_hours_two_rates_cannot_differ() -> None:
    assert chances.same_rate(5, 0, 1, 100) == chances.same_rate(5, 100, 0, 0) == 1.0
