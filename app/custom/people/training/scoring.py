"""How much a course is recommended to somebody, and why: pure arithmetic (domain.md §4.16, O16.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

ZERO, ONE = Decimal(0), Decimal(1)
WEIGHTS: Mapping[str, Decimal] = {
    "gap": Decimal("0.40"), "kpi": Decimal("0.25"), "role": Decimal("0.20"),
    "expiry": Decimal("0.10"), "peer": Decimal("0.05"),
}  # fmt: skip
"""Term → its weight; together 1."""
LEAST = Decimal("0.30")
"""From here on a course is recommended."""
MOST = 5
"""Courses recommended to one person at once."""
EXPIRES_WITHIN = 60
"""Days before a certificate ends in which it is to be renewed."""
RELATED = Decimal("0.5")
"""The role term of a course that is not mandatory but teaches or helps what the position asks for."""
PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Terms:
    """Each from 0 to 1."""

    gap: Decimal = ZERO
    kpi: Decimal = ZERO
    role: Decimal = ZERO
    expiry: Decimal = ZERO
    peer: Decimal = ZERO

    @property
    def score(self) -> Decimal:
        """Their weighted sum, four decimals."""
        return sum((self.points(name) for name in WEIGHTS), ZERO).quantize(PLACES, ROUND_HALF_UP)

    def points(self, name: str) -> Decimal:
        """What one term adds."""
        value: Decimal = getattr(self, name)
        return WEIGHTS[name] * value


@dataclass(frozen=True, slots=True)
class Need:
    """A skill that a position asks for: the level, the level that somebody has, its weight there."""

    required: int
    current: int
    weight: Decimal


def gap(needs: Iterable[Need]) -> Decimal:
    """Σ weight × max(0, required − current) / Σ weight × required; 0 where nothing is asked for."""
    missing = asked = ZERO
    for need in needs:
        missing += need.weight * max(0, need.required - need.current)
        asked += need.weight * need.required
    return (missing / asked).quantize(PLACES, ROUND_HALF_UP) if asked else ZERO


def weak(scores: Iterable[Decimal]) -> Decimal:
    """Of the linked indicators the weakest: (100 − score) / 50, from 0 to 1."""
    return max((min(ONE, max(ZERO, (100 - one) / 50)) for one in scores), default=ZERO)


def share(part: int, whole: int) -> Decimal:
    """Of colleagues in the same position: who has passed it."""
    return (Decimal(part) / whole).quantize(PLACES, ROUND_HALF_UP) if whole else ZERO


def best(scored: Mapping[int, Terms]) -> list[int]:
    """The courses to recommend, the best first; of equals the smaller id."""
    ranked = sorted(scored, key=lambda course: (-scored[course].score, course))
    return [course for course in ranked if scored[course].score >= LEAST][:MOST]
