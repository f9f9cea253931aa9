"""How much a topic weighs in a period, when a measure is proposed, and whether one had an effect (五, domain.md §4.18)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

PROPOSED_FROM = Decimal("0.5")
MANY, FAST = 5, Decimal("0.5")
"""So many items that grew by so much are enough by themselves."""
EFFECTIVE = Decimal(80)
"""Per cent of the way from the baseline to the target."""


@dataclass(frozen=True, slots=True)
class TopicFigures:
    """A topic in a period: items, those of the period before, the mean severity (0–1), the negative ones, the critical ones."""

    count: int
    before: int
    severity: Decimal
    negative: int
    critical: int = 0

    @property
    def growth(self) -> Decimal:
        """0.6 is 60 % more; what was not there before has doubled, and nothing stays nothing."""
        if not self.before:
            return Decimal(1 if self.count else 0)
        return (Decimal(self.count) - self.before) / self.before

    @property
    def negative_share(self) -> Decimal:
        return Decimal(self.negative) / self.count if self.count else Decimal(0)


def period_score(topic: TopicFigures, most: int) -> Decimal:
    """0.35 × volume ÷ most + 0.30 × severity + 0.20 × min(1, growth) + 0.15 × negative share, three digits (O18.1).

    `most`: the items of the most frequent topic. A topic that shrinks gets nothing for growth.
    """
    volume = Decimal(topic.count) / most if most else Decimal(0)
    growth = min(Decimal(1), max(Decimal(0), topic.growth))
    score = (
        Decimal("0.35") * volume
        + Decimal("0.30") * topic.severity
        + Decimal("0.20") * growth
        + Decimal("0.15") * topic.negative_share
    )
    return score.quantize(Decimal("0.001"), ROUND_HALF_UP)


def is_proposed(topic: TopicFigures, score: Decimal) -> bool:
    """A score of 0.5, or five items that grew by half, or anything critical."""
    if not topic.count:
        return False
    return (
        score >= PROPOSED_FROM
        or (topic.count >= MANY and topic.growth >= FAST)
        or topic.critical > 0
    )


def reached(baseline: Decimal, target: Decimal, actual: Decimal) -> Decimal | None:
    """(baseline − actual) ÷ (baseline − target) in per cent; the schema computes the same (O18.2)."""
    if baseline == target:
        return None
    share = (baseline - actual) * 100 / (baseline - target)
    return share.quantize(Decimal("0.01"), ROUND_HALF_UP)
