"""When to maintain a part that wears out: age replacement of a Weibull life (2.5; Barlow & Hunter 1960, domain.md §4.7)."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, lgamma, log

from .chances import gamma_share

WORTH_IT = 0.05
"""A smaller saving against repair after failure is none."""
FARTHEST = 50.0
"""ln(T / η) beyond which an interval is as good as never."""


@dataclass(frozen=True, slots=True)
class Costs:
    """Of one maintenance done in time, and of one failure, both in the same unit (分)."""

    preventive: float
    failure: float


@dataclass(frozen=True, slots=True)
class Optimum:
    """`hours` None: repair after failure. `rate`, `failure_rate`: cost an hour at the optimum, and of repair after failure.

    `saving`: the share of `failure_rate` that maintaining in time saves (0 … 1).
    """

    hours: float | None
    rate: float
    failure_rate: float
    saving: float

    @property
    def runs_to_failure(self) -> bool:
        return self.hours is None or self.saving < WORTH_IT


def mean_hours(beta: float, eta: float) -> float:
    """η Γ(1 + 1/β): the mean life."""
    return eta * exp(lgamma(1 + 1 / beta))


def lived(hours: float, beta: float, eta: float) -> float:
    """∫₀ᵀ R(t) dt: the mean hours between two renewals when it is maintained at age `hours` at the latest."""
    return mean_hours(beta, eta) * gamma_share(1 / beta, _hazard(log(hours / eta), beta))


def cost_rate(hours: float, beta: float, eta: float, costs: Costs) -> float:
    """C(T) = (c_p R(T) + c_f F(T)) / ∫₀ᵀ R: cost an hour when it is maintained at age `hours`."""
    survives = exp(-_hazard(log(hours / eta), beta))
    spent = costs.preventive * survives + costs.failure * (1 - survives)
    return spent / lived(hours, beta, eta)


def optimum(beta: float, eta: float, costs: Costs) -> Optimum:
    """T* where the cost an hour is least.

    It stands where h(T) ∫₀ᵀ R + R(T) = c_f / (c_f − c_p); for β > 1 the left side grows from 1 without end, so there is
    one such T. None for a hazard that does not grow (β ≤ 1) or a failure that costs no more than its prevention.
    """
    failure_rate = costs.failure / mean_hours(beta, eta)
    if beta <= 1 or costs.failure <= costs.preventive:
        return Optimum(None, failure_rate, failure_rate, 0.0)
    wanted = log(costs.failure) - log(costs.failure - costs.preventive)
    low, high = -FARTHEST, FARTHEST
    if _balance(high, beta) < wanted:
        return Optimum(None, failure_rate, failure_rate, 0.0)
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if _balance(middle, beta) < wanted else (low, middle)
    hours = eta * exp((low + high) / 2)
    rate = cost_rate(hours, beta, eta, costs)
    return Optimum(hours, rate, failure_rate, max(0.0, 1 - rate / failure_rate))


def _hazard(log_age: float, beta: float) -> float:
    """(T / η)ᵝ of ln(T / η): the cumulated hazard."""
    power = beta * log_age
    return exp(power) if power < 700 else inf


def _balance(log_age: float, beta: float) -> float:
    """ln(h(T) ∫₀ᵀ R + R(T)), whatever η is."""
    gone = _hazard(log_age, beta)
    share = gamma_share(1 / beta, gone)
    if share <= 0:
        return 0.0
    worn = log(beta) + (beta - 1) * log_age + lgamma(1 + 1 / beta) + log(share)
    if worn > 700:
        return worn
    return log(exp(worn) + exp(-gone))
