"""Satisfaction figures that say how sure they are: CSAT with Wilson interval, NPS (1.3, O2.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt

Z_95 = 1.959963984540054
ENOUGH = 30


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """Percentages to 2 places. With fewer than 30 answers the figure is indicative only."""

    satisfied: int
    answers: int
    percent: Decimal
    low: Decimal
    high: Decimal

    @property
    def is_indicative_only(self) -> bool:
        """Too few answers to conclude anything?"""
        return self.answers < ENOUGH


def satisfaction(satisfied: int, answers: int) -> Satisfaction | None:
    """The share of satisfied answers with the Wilson interval; None without answers."""
    if answers == 0:
        return None
    p = satisfied / answers
    z2 = Z_95 * Z_95
    centre = (p + z2 / (2 * answers)) / (1 + z2 / answers)
    half = Z_95 * sqrt(p * (1 - p) / answers + z2 / (4 * answers * answers)) / (1 + z2 / answers)
    return Satisfaction(
        satisfied,
        answers,
        _percent(p),
        _percent(max(0.0, centre - half)),
        _percent(min(1.0, centre + half)),
    )


def csat(scores: Iterable[int | None]) -> Satisfaction | None:
    """CSAT of scores 1–5: the share of 4 and 5 among the valid ones."""
    valid = [score for score in scores if score is not None and 1 <= score <= 5]
    return satisfaction(sum(score >= 4 for score in valid), len(valid))


def nps(scores: Iterable[int | None]) -> Decimal | None:
    """Net promoter score of 0–10: % of 9–10 minus % of 0–6, to 2 places."""
    valid = [score for score in scores if score is not None and 0 <= score <= 10]
    if not valid:
        return None
    net = sum(score >= 9 for score in valid) - sum(score <= 6 for score in valid)
    return _percent(net / len(valid))


def _percent(share: float) -> Decimal:
    return Decimal(str(share * 100)).quantize(Decimal("0.01"), ROUND_HALF_UP)
