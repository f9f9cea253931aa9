"""Has demand changed? Shares against shares (PSI), and a row of months (Mann–Kendall, Theil–Sen) (1.5, domain.md §4.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import erfc, log, sqrt
from statistics import median
from typing import Any, Literal

LEAST_SHARE = 1e-4
"""A share of nothing counts as this: its logarithm would be infinite."""
MODERATE, SIGNIFICANT = 0.10, 0.25
SURE = 0.05
FEWEST_MONTHS = 6
"""Fewer cannot tell a trend from chance."""

Band = Literal["stable", "moderate", "significant"]
Direction = Literal["up", "flat", "down"]


def psi(now: Mapping[Any, int], before: Mapping[Any, int]) -> float | None:
    """The population stability index of counts by category; None where one side is empty."""
    total, total_before = sum(now.values()), sum(before.values())
    if not total or not total_before:
        return None
    shares = [
        (now.get(key, 0) / total, before.get(key, 0) / total_before)
        for key in {**now, **before}
        if now.get(key) or before.get(key)
    ]
    return psi_of_shares(shares)


def psi_of_shares(shares: Sequence[tuple[float, float]]) -> float:
    """Σ (p − q) · ln(p / q) over pairs of shares (now, before)."""
    floored = [(max(p, LEAST_SHARE), max(q, LEAST_SHARE)) for p, q in shares]
    return sum((p - q) * log(p / q) for p, q in floored)


def band(value: float) -> Band:
    """Below 0.10 stable, from 0.25 significant."""
    if value < MODERATE:
        return "stable"
    return "moderate" if value < SIGNIFICANT else "significant"


@dataclass(frozen=True, slots=True)
class Trend:
    """`p`: how likely chance alone makes it (two-sided). `slope`: the median change from month to month."""

    direction: Direction
    p: float
    slope: float
    months: int


def trend(series: Sequence[float]) -> Trend | None:
    """Mann–Kendall with ties, the slope by Theil and Sen; None for fewer than six months."""
    n = len(series)
    if n < FEWEST_MONTHS:
        return None
    pairs = [(i, j) for i in range(n) for j in range(i + 1, n)]
    s = sum((series[j] > series[i]) - (series[j] < series[i]) for i, j in pairs)
    ties = [series.count(value) for value in set(series)]
    variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    if variance <= 0:
        return Trend("flat", 1.0, 0.0, n)
    z = (s - (s > 0) + (s < 0)) / sqrt(variance)
    p = erfc(abs(z) / sqrt(2))
    slope = float(median((series[j] - series[i]) / (j - i) for i, j in pairs))
    if p >= SURE:
        return Trend("flat", p, slope, n)
    return Trend("up" if s > 0 else "down", p, slope, n)
