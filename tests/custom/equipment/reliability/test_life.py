"""2.5: the life of a kind of device from its failures, and when to maintain it (domain.md §4.7)."""

from __future__ import annotations

from math import gamma, inf
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy import integrate, stats

from app.custom.equipment.reliability import replacement, weibull
from app.custom.equipment.reliability.replacement import Costs

FAILED = [1200, 1500, 1750, 1900, 2100, 2300, 2500, 2800]


def lives(random: Random, beta: float, eta: float, number: int) -> list[float]:
    return [random.weibullvariate(eta, beta) for _ in range(number)]


# -- Weibull ----------------------------------------------------------------------------------------


def test_the_life_is_the_worked_one() -> None:
    """O7.3: with two spans that did not end in a failure, and without them."""
    found = weibull.fit(FAILED, [1600, 2000])
    assert found is not None
    assert (round(found.beta, 3), round(found.eta, 1)) == (4.955, 2256.1)
    only = weibull.fit(FAILED)
    assert only is not None
    assert (round(only.beta, 3), round(only.eta, 1)) == (4.628, 2198.8)
    low, high = found.bounds
    assert low < found.beta < high


def test_four_failures_are_too_few() -> None:
    assert weibull.fit(FAILED[:4], [5000] * 50) is None
    assert weibull.fit([]) is None


@given(some.integers(0, 10_000), some.floats(0.4, 6), some.floats(50, 20_000), some.integers(5, 60))
@settings(max_examples=25, deadline=None)
def test_no_other_life_is_likelier(seed: int, beta: float, eta: float, number: int) -> None:
    """Against scipy's likelihood of a censored sample: every neighbour is worse."""
    random = Random(seed)
    times = lives(random, beta, eta, number)
    limits = [random.uniform(0.3, 3) * eta for _ in times]
    failed = [t for t, limit in zip(times, limits, strict=True) if t <= limit]
    censored = [limit for t, limit in zip(times, limits, strict=True) if t > limit]
    found = weibull.fit(failed, censored)
    if found is None:
        assert len(failed) < weibull.FEWEST
        return

    def unlikely(shape: float, scale: float) -> float:
        life = stats.weibull_min(shape, scale=scale)
        return -float(life.logpdf(failed).sum() + life.logsf(censored).sum())

    best = unlikely(found.beta, found.eta)
    for factor in (0.999, 1.001):
        assert best <= unlikely(found.beta * factor, found.eta) + 1e-9
        assert best <= unlikely(found.beta, found.eta * factor) + 1e-9


def test_the_life_is_the_one_that_scipy_finds() -> None:
    random = Random(7)
    failed = lives(random, 1.7, 900, 80)
    censored = [random.uniform(10, 900) for _ in range(40)]
    found = weibull.fit(failed, censored)
    sample = stats.CensoredData(uncensored=failed, right=censored)
    shape, _zero, scale = stats.weibull_min.fit(sample, floc=0)
    assert found is not None
    assert found.beta == pytest.approx(shape, rel=1e-3)
    assert found.eta == pytest.approx(scale, rel=1e-3)


@given(some.lists(some.floats(1, 1e6), min_size=5, max_size=30), some.floats(1e-3, 1e3))
@settings(max_examples=40, deadline=None)
def test_the_unit_of_time_changes_the_scale_alone(times: list[float], unit: float) -> None:
    one, other = weibull.fit(times), weibull.fit([t * unit for t in times])
    assert one is not None
    assert other is not None
    assert other.beta == pytest.approx(one.beta, rel=1e-6)
    assert other.eta == pytest.approx(one.eta * unit, rel=1e-6)


def test_failures_all_at_one_age_give_the_steepest_shape() -> None:
    found = weibull.fit([1000.0] * 6)
    assert found is not None
    assert found.beta == weibull.MOST_SHAPE
    assert found.eta == pytest.approx(1000)


# -- when to maintain -------------------------------------------------------------------------------


def test_the_optimum_is_the_worked_one() -> None:
    """O7.4: β 2.5, η 2000 h, ¥500 against ¥3,000."""
    costs = Costs(500, 3000)
    found = replacement.optimum(2.5, 2000, costs)
    assert found.hours is not None
    assert round(found.hours, 1) == 900.2
    assert (round(found.rate, 5), round(found.failure_rate, 5)) == (0.94360, 1.69059)
    assert round(found.saving, 3) == 0.442
    assert not found.runs_to_failure
    rates = [replacement.cost_rate(hours, 2.5, 2000, costs) for hours in (1000, 1500)]
    assert [round(rate, 5) for rate in rates] == [0.95073, 1.11099]


@pytest.mark.parametrize("beta", [1.0, 0.8])
def test_what_does_not_wear_out_runs_to_failure(beta: float) -> None:
    """O7.5: maintaining it in time saves nothing."""
    found = replacement.optimum(beta, 2000, Costs(500, 3000))
    assert found.hours is None
    assert found.runs_to_failure


def test_a_saving_that_is_hardly_one_is_no_reason_to_maintain() -> None:
    """O7.6: T* ≈ 3,882 h, 0.008 %."""
    found = replacement.optimum(2.5, 2000, Costs(2500, 3000))
    assert found.hours is not None
    assert int(found.hours) == 3882
    assert round(found.saving * 100, 3) == 0.008
    assert found.runs_to_failure


def test_the_optimum_in_days_is_the_worked_one() -> None:
    """O7.7: β 3, η 365 days, 200 against 2,000."""
    found = replacement.optimum(3, 365 * 24, Costs(200, 2000))
    assert found.hours is not None
    assert round(found.hours / 24, 1) == 139.6
    assert round(found.saving, 3) == 0.647


def test_a_failure_that_costs_less_than_its_prevention_is_not_prevented() -> None:
    assert replacement.optimum(4, 100, Costs(50, 50)).hours is None
    assert replacement.optimum(4, 100, Costs(51, 50)).runs_to_failure


@given(some.floats(1.05, 12), some.floats(10, 1e5), some.floats(1.05, 500))
@settings(max_examples=40, deadline=None)
def test_no_other_age_is_cheaper(beta: float, eta: float, dearer: float) -> None:
    """By the integral itself, worked out numerically by scipy."""
    costs = Costs(100, 100 * dearer)
    found = replacement.optimum(beta, eta, costs)
    if found.hours is None:
        return

    def rate(hours: float) -> float:
        survives = stats.weibull_min.sf(hours, beta, scale=eta)
        whole = integrate.quad(
            lambda t: stats.weibull_min.sf(t, beta, scale=eta), 0, hours,
            limit=200, points=[eta] if eta < hours else None,
        )[0]  # fmt: skip
        return float((costs.preventive * survives + costs.failure * (1 - survives)) / whole)

    hours = min(found.hours, 20 * eta)
    best = replacement.cost_rate(hours, beta, eta, costs)
    assert best == pytest.approx(rate(hours), rel=1e-6)
    for factor in (0.5, 0.9, 1.1, 2):
        assert best <= rate(hours * factor) * (1 + 1e-7)
    assert 0 <= found.saving < 1


@given(some.floats(0.05, 100), some.floats(1e-3, 1e9), some.floats(1, 1e12), some.floats(1, 1e12))
@settings(max_examples=60, deadline=None)
def test_extreme_lives_and_costs_break_nothing(beta: float, eta: float, one: float, two: float) -> None:  # fmt: skip
    found = replacement.optimum(beta, eta, Costs(one, two))
    assert 0 <= found.saving <= 1
    assert 0 <= found.rate < inf
    assert found.hours is None or found.hours > 0


def test_the_mean_life_is_the_known_one() -> None:
    assert replacement.mean_hours(2.5, 2000) == pytest.approx(2000 * gamma(1.4))
