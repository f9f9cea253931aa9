"""The arithmetic of a review: scores of indicators, weights that come to 100 again, the mix, the bands (domain.md §4.15, O15.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
WHOLE = Decimal(100)
ZERO = Decimal(0)
GRADES = ("s", "a", "b", "c", "d")
"""The best first."""
LEAST_PEERS = 2
"""Of fewer colleagues no average is used: it would name the one."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One indicator: what is aimed at, what was reached (None: nothing is known), its weight in percent."""

    direction: str
    target: Decimal
    weight: Decimal
    actual: Decimal | None
    cap: int = 120
    floor: Decimal | None = None

    def score(self) -> Decimal | None:
        """From 0 to `cap`, two decimals; None without a value."""
        if self.actual is None:
            return None
        reached = self.actual / self.target if self.target else ZERO
        if self.direction == "low":
            raw = (2 - reached) * WHOLE
        elif self.direction == "high":
            raw = reached * WHOLE
        elif self.floor is not None and self.actual < self.floor:
            raw = self.actual / self.floor * WHOLE
        else:
            raw = WHOLE if self.actual <= self.target else (2 - reached) * WHOLE
        return rounded(min(Decimal(self.cap), max(ZERO, raw)))


def rounded(value: Decimal) -> Decimal:
    """Two decimals, half away from zero."""
    return value.quantize(CENT, ROUND_HALF_UP)


def counted(weights: Sequence[Decimal], known: Sequence[bool]) -> list[Decimal]:
    """The weights of those that are known, in their proportions, together exactly 100; 0 for the others.

    What rounding leaves goes to the largest remainders, the first of equals.
    """
    total = sum((weight for weight, there in zip(weights, known, strict=True) if there), ZERO)
    if not total:
        return [ZERO] * len(weights)
    exact = [w * WHOLE / total if there else ZERO for w, there in zip(weights, known, strict=True)]
    found = [one.quantize(CENT, "ROUND_DOWN") for one in exact]
    left = int((WHOLE - sum(found, ZERO)) / CENT)
    order = sorted(range(len(exact)), key=lambda place: (found[place] - exact[place], place))
    for place in [place for place in order if known[place]][:left]:
        found[place] += CENT
    return found


def kpi(items: Sequence[Weighed]) -> tuple[Decimal | None, bool]:
    """The weighted score, and whether weights were rescaled because something has no value."""
    scores = [item.score() for item in items]
    weights = [item.weight for item in items]
    total = sum((w for w, one in zip(weights, scores, strict=True) if one is not None), ZERO)
    if not total:
        return None, bool(items)
    summed = sum((w * s for w, s in zip(weights, scores, strict=True) if s is not None), ZERO)
    return rounded(summed / total), None in scores


@dataclass(frozen=True, slots=True)
class Parts:
    """The scores of a review and the shares of its cycle, in percent."""

    kpi: Decimal | None
    manager: Decimal | None
    peer: Decimal | None
    own: Decimal | None

    def counts(self, shares: Mapping[str, Decimal]) -> dict[str, Decimal]:
        """Part → the share that it really has: missing ones leave theirs to the others."""
        names = [name for name in ("kpi", "manager", "peer", "own") if shares.get(name)]
        there = [getattr(self, name) is not None for name in names]
        weights = counted([shares[name] for name in names], there)
        return {name: weight for name, weight in zip(names, weights, strict=True) if weight}

    def final(self, shares: Mapping[str, Decimal]) -> Decimal | None:
        """What comes of them, two decimals; None where nobody has said anything."""
        there = {
            name: share
            for name, share in shares.items()
            if share and getattr(self, name) is not None
        }
        total = sum(there.values(), ZERO)
        if not total:
            return None
        return rounded(
            sum((share * getattr(self, name) for name, share in there.items()), ZERO) / total
        )


def grade(score: Decimal, bands: Mapping[str, Decimal]) -> str:
    """`bands`: grade → the score from which it is given, for s, a, b and c; below them d."""
    return next((one for one in GRADES[:-1] if score >= bands[one]), GRADES[-1])
