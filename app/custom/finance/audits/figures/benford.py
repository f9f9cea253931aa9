"""First digits against Benford's law (A09, O12.1, O12.2): χ², mean absolute deviation, z of each digit. Pure.

χ² with 8 degrees of freedom is above 15.507 by chance in one case of twenty, above 26.124 in one of a thousand. Bands of the
deviation: M. Nigrini, Benford's Law (Wiley 2012), table 7.1. They are made for thousands of amounts: of a few hundred that
follow the law every eighteenth set is outside of them by chance, so a finding wants more than that.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

EXPECTED = {digit: math.log10(1 + 1 / digit) for digit in range(1, 10)}
CRITICAL = 15.507
BEYOND_CHANCE = 26.124
FEWEST = 300
"""Below this number nothing is said."""
BANDS = ((0.006, "close"), (0.012, "acceptable"), (0.015, "marginal"))
NONE = "none"
STRIKING = 1.96
"""z above which a digit is told."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`deviation`: mean absolute deviation of the shares; `z`: digit → z, corrected for continuity."""

    number: int
    chi_square: float
    deviation: float
    band: str
    z: Mapping[int, float]

    @property
    def conforms(self) -> bool:
        return self.band != NONE

    @property
    def is_suspicious(self) -> bool:
        """Too far from the law, and not by chance: of a thousand sets that follow it one looks like that."""
        return not self.conforms and self.chi_square > BEYOND_CHANCE

    @property
    def striking(self) -> list[int]:
        """Digits that are too frequent or too rare, the most striking first."""
        return sorted((d for d in self.z if self.z[d] > STRIKING), key=lambda d: -self.z[d])


def verdict(counts: Mapping[int, int]) -> Verdict | None:
    """Digit (1 to 9) → how many amounts begin with it. None when there are too few."""
    number = sum(counts.get(digit, 0) for digit in EXPECTED)
    if number < FEWEST:
        return None
    shares = {digit: counts.get(digit, 0) / number for digit in EXPECTED}
    chi_square = sum(
        (counts.get(digit, 0) - number * p) ** 2 / (number * p) for digit, p in EXPECTED.items()
    )
    deviation = sum(abs(shares[digit] - p) for digit, p in EXPECTED.items()) / len(EXPECTED)
    band = next((name for most, name in BANDS if deviation <= most), NONE)
    z = {digit: _z(shares[digit], p, number) for digit, p in EXPECTED.items()}
    return Verdict(number, chi_square, deviation, band, z)


def _z(share: float, expected: float, number: int) -> float:
    """The correction for continuity counts only where it is smaller than the difference."""
    difference, correction = abs(share - expected), 1 / (2 * number)
    if correction < difference:
        difference -= correction
    return difference / math.sqrt(expected * (1 - expected) / number)
