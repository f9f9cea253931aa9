"""Exact chances of counts: the Poisson bound, the comparison of two rates, the incomplete gamma function under both (2.5)."""

from __future__ import annotations

from math import exp, fsum, inf, lgamma, log

STEPS = 200
CLOSE = 1e-15
SURE = 0.10
"""A difference that chance alone makes at least this often is none."""


def gamma_share(a: float, x: float) -> float:
    """P(a, x) = γ(a, x) / Γ(a), the regularised lower incomplete gamma function (a > 0, x ≥ 0).

    Series below a + 1, continued fraction above (Abramowitz & Stegun 6.5.29, 6.5.31); both in logarithms.
    """
    if x <= 0:
        return 0.0
    if x == inf:
        return 1.0
    front = exp(a * log(x) - x - lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        for n in range(1, 100_000):
            term *= x / (a + n)
            total += term
            if term < total * CLOSE:
                break
        return min(1.0, total * front)
    return max(0.0, 1.0 - front * _fraction(a, x))


def _fraction(a: float, x: float) -> float:
    """The continued fraction of Γ(a, x), by Lentz's method."""
    tiny = 1e-300
    b = x + 1 - a
    c, d = 1 / tiny, 1 / b
    found = d
    for n in range(1, 100_000):
        an = -n * (n - a)
        b += 2
        d = an * d + b
        d = 1 / (d if abs(d) > tiny else tiny)
        c = b + an / c
        c = c if abs(c) > tiny else tiny
        step = d * c
        found *= step
        if abs(step - 1) < CLOSE:
            break
    return found


def most_expected(failures: int, chance: float = 0.10) -> float:
    """The largest mean count μ that would still show `failures` or fewer with this chance; 2.302585 for none and 10 %."""
    low, high = float(failures), failures + 10.0
    while 1 - gamma_share(failures + 1, high) > chance:
        high *= 2
    for _ in range(STEPS):
        middle = (low + high) / 2
        if 1 - gamma_share(failures + 1, middle) > chance:
            low = middle
        else:
            high = middle
        if high - low < 1e-12 * high:
            break
    return (low + high) / 2


def same_rate(before: int, hours_before: float, after: int, hours_after: float) -> float:
    """How likely chance alone parts two counts so far: the exact conditional test (Przyborowski & Wilenski 1940), two-sided.

    Given their sum, the later count is binomial with the share of the later hours. 1.0 without a failure or without hours.
    """
    number, hours = before + after, hours_before + hours_after
    if not number or hours_before <= 0 or hours_after <= 0:
        return 1.0
    share = hours_after / hours

    def chance(count: int) -> float:
        return exp(
            lgamma(number + 1) - lgamma(count + 1) - lgamma(number - count + 1)
            + count * log(share) + (number - count) * log(1 - share)
        )  # fmt: skip

    seen = chance(after) * (1 + 1e-9)
    return min(1.0, fsum(one for one in map(chance, range(number + 1)) if one <= seen))
