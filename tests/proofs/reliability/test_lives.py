"""Lives and optima on many random samples beside scipy; known lives found again by fleets of the demo's size (domain.md §7)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from scipy import optimize, stats

from app.custom.equipment.demo.failures import BREEDS, moments
from app.custom.equipment.reliability import replacement, weibull
from app.custom.equipment.reliability.replacement import Costs
from app.custom.equipment.reliability.spans import Failure, History, Maintenance, Spans, spans

pytestmark = pytest.mark.prove

SAMPLES = 2000
FLEETS = {"pump": (90, 180), "lift_door": (60, 15), "camera": (60, 90)}
"""Breed → machines, days between two maintenances."""
SEEDS = 200
START = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
END = START + dt.timedelta(days=730)


def test_no_life_that_scipy_finds_is_likelier(proof: Any) -> None:
    random = Random(1)
    worst = 0.0
    for _ in range(SAMPLES):
        beta, eta = random.uniform(0.4, 6), random.uniform(50, 20_000)
        limit = random.uniform(0.4, 2) * eta
        times = [random.weibullvariate(eta, beta) for _ in range(random.randint(8, 120))]
        failed = [t for t in times if t <= limit]
        censored = [limit] * (len(times) - len(failed))
        found = weibull.fit(failed, censored)
        if found is None:
            continue

        def unlikely(
            shape: float, scale: float, failed: list[float] = failed, censored: list[float] = censored
        ) -> float:  # fmt: skip
            life = stats.weibull_min(shape, scale=scale)
            return -float(life.logpdf(failed).sum() + life.logsf(censored).sum())

        sample = stats.CensoredData(uncensored=failed, right=censored)
        shape, _zero, scale = stats.weibull_min.fit(sample, floc=0)
        worst = max(worst, unlikely(found.beta, found.eta) - unlikely(shape, scale))
    assert worst < 1e-6
    proof.record("likelihood lost against scipy", {"samples": SAMPLES, "most": worst})


def test_no_age_that_scipy_finds_is_cheaper(proof: Any) -> None:
    random = Random(2)
    worst = 0.0
    for _ in range(SAMPLES):
        beta, eta = random.uniform(1.05, 8), random.uniform(50, 20_000)
        costs = Costs(100, 100 * random.uniform(1.1, 200))
        found = replacement.optimum(beta, eta, costs)
        if found.hours is None:
            continue
        other = optimize.minimize_scalar(
            lambda hours, beta=beta, eta=eta, costs=costs: replacement.cost_rate(hours, beta, eta, costs),
            bounds=(eta / 1000, 20 * eta), method="bounded", options={"xatol": eta * 1e-7},
        )  # fmt: skip
        worst = max(worst, found.rate / float(other.fun) - 1)
    assert worst < 1e-9
    proof.record("cost lost against scipy's minimum", {"samples": SAMPLES, "most": worst})


def test_fleets_of_known_lives_are_found_again(proof: Any) -> None:
    """β within 0.4 in 95 of 100 fleets at least (lift doors, kept from failing, show little); cameras run to failure."""
    near = dict.fromkeys(FLEETS, 0)
    run = dict.fromkeys(FLEETS, 0)
    for seed in range(SEEDS):
        random = Random(seed)
        for name, (machines, days) in FLEETS.items():
            breed = BREEDS[name]
            pool = Spans()
            for place in range(machines):
                care = [START + dt.timedelta(days=days * k + place % days) for k in range(1, 730 // days)]  # fmt: skip
                failures = [Failure(at, until, Decimal(0), None) for at, until in moments(random, breed, START, END, care)]  # fmt: skip
                device = History(START, START, failures, [Maintenance(at, None) for at in care])
                pool.add(spans(device, END))
            found = weibull.fit(pool.failed, pool.censored)
            assert found is not None
            near[name] += abs(found.beta - breed.beta) <= 0.4
            run[name] += replacement.optimum(found.beta, found.eta, Costs(40, 220)).runs_to_failure
    shares = {name: near[name] / SEEDS for name in FLEETS}
    proof.record("fleets found again", {"fleets": SEEDS, **{f"{name} within 0.4": share for name, share in shares.items()}, "cameras run to failure": run["camera"] / SEEDS})  # fmt: skip
    assert min(shares.values()) >= 0.95
    assert run["camera"] / SEEDS >= 0.95
    assert run["pump"] == 0
