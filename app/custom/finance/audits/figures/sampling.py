"""Monetary-unit sampling with a stored seed: every 分 has the same chance, so large amounts are drawn first (3.4). Pure.

AICPA Audit Guide, Audit Sampling, chapter 6: a random start, then points at equal distances; an amount is drawn once for
each point that falls into it. All in whole 分, so that the same seed draws the same sample on every database.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """`size` points over `total` 分 from a random `start` (0 ≤ start < total)."""

    size: int
    total: int
    start: int

    def before(self, place: int) -> int:
        """How many points lie below `place` (分 from the first amount on)."""
        return (place * self.size - self.start + self.total - 1) // self.total

    def hits(self, place: int, amount: int) -> int:
        """Points in an amount that begins at `place`."""
        return self.before(place + amount) - self.before(place)


def plan(*, size: int, total: int, seed: int) -> Plan:
    """Raises ValueError without money to draw from."""
    if size < 1 or total < 1:
        raise ValueError("A sample needs a size and a total above zero.")
    # Not for secrets: the sample must be drawn again from the seed that is stored.
    return Plan(size, total, random.Random(seed).randrange(total))  # noqa: S311


def drawn(plan: Plan, amounts: Iterable[int]) -> Iterator[tuple[int, int]]:
    """(index, how often it was hit) of the amounts (分) that are drawn."""
    place = 0
    for index, amount in enumerate(amounts):
        hits = plan.hits(place, amount)
        place += amount
        if hits:
            yield index, hits
