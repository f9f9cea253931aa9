"""A Weibull life from failures and spans that did not end in one: maximum likelihood with right censoring (2.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, fsum, inf, log, sqrt

FEWEST = 5
"""Failures below which a shape is guesswork (domain.md §4.7)."""
LEAST_SHAPE, MOST_SHAPE = 0.05, 100.0
"""What lies beyond is data without any spread, or almost none of it."""


@dataclass(frozen=True, slots=True)
class Life:
    """`beta` the shape, `eta` the scale in the hours of the spans, `beta_error` the standard error of the shape."""

    beta: float
    eta: float
    beta_error: float

    @property
    def bounds(self) -> tuple[float, float]:
        """The shape with 90 % confidence, on the logarithmic scale that keeps it positive."""
        if self.beta_error == inf:
            return 0.0, inf
        factor = exp(1.6448536 * self.beta_error / self.beta)
        return self.beta / factor, self.beta * factor


Hours = Iterable[float] | Mapping[float, int]
"""Spans one by one, or each length with how often it came."""


def fit(failures: Hours, censored: Hours = ()) -> Life | None:
    """The likeliest life; None for fewer than five failures. All spans in hours and above 0.

    Profile likelihood of the shape (Cohen 1965): Σ tᵝ ln t / Σ tᵝ − 1/β − mean(ln x) grows with β and has one zero;
    Newton's steps, kept inside a shrinking bracket. Times are taken relative to the longest, so nothing overflows.
    """
    failed, all_spans = Counter[float](failures), Counter[float](censored)
    number = failed.total()
    if number < FEWEST:
        return None
    all_spans.update(failed)
    longest = log(max(all_spans))
    logs = [log(t) - longest for t in all_spans]
    counts = list(all_spans.values())
    mean = fsum(n * (log(t) - longest) for t, n in failed.items()) / number

    def slope(beta: float) -> tuple[float, float]:
        """The equation and its derivative."""
        weights = [n * exp(beta * u) for n, u in zip(counts, logs, strict=True)]
        total = fsum(weights)
        first = fsum(w * u for w, u in zip(weights, logs, strict=True)) / total
        second = fsum(w * u * u for w, u in zip(weights, logs, strict=True)) / total
        return first - 1 / beta - mean, 1 / beta**2 + max(0.0, second - first**2)

    low, high, beta = LEAST_SHAPE, MOST_SHAPE, 1.0
    if slope(high)[0] <= 0:
        beta = high
    elif slope(low)[0] >= 0:
        beta = low
    else:
        for _ in range(100):
            value, growth = slope(beta)
            low, high = (beta, high) if value < 0 else (low, beta)
            step = beta - value / growth
            # A step that leaves the bracket is replaced by its geometric middle.
            step = step if low < step < high else sqrt(low * high)
            if abs(step - beta) <= 1e-12 * beta:
                break
            beta = step
    total = fsum(n * exp(beta * u) for n, u in zip(counts, logs, strict=True))
    eta = exp(longest + log(total / number) / beta)
    return Life(beta, eta, 1 / sqrt(number * slope(beta)[1]))
