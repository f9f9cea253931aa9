"""What a meter used between two values, and whether a person must look at it (O8.3, O8.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

HIGH, LOW = Decimal(3), Decimal("0.3")
"""Times the average of the last readings: above, or below, is unusual."""
MOST_OFTEN = 6
"""Readings that the average is taken of."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Usage in units (negative when the meter ran backwards), and what is unusual: none, high, low, rollover, negative."""

    usage: Decimal
    anomaly: str


def read(
    prev: Decimal,
    curr: Decimal,
    *,
    digits: int,
    multiplier: Decimal,
    before: Sequence[Decimal] = (),
) -> Reading:
    """`before`: the usage of the readings before this one, the latest first.

    A value below the last one is a full turn of the counter if the usage is believable then: below three times the
    average, or, without an average, below half a turn. O8.3: 99987 → 12 with five digits are 25.
    """
    average = _average(before)
    if curr < prev:
        turned = (curr - prev + Decimal(10) ** digits) * multiplier
        most = HIGH * average if average else Decimal(10) ** digits * multiplier / 2
        if turned < most:
            return Reading(turned, "rollover")
        return Reading((curr - prev) * multiplier, "negative")
    usage = (curr - prev) * multiplier
    if average and usage > HIGH * average:
        return Reading(usage, "high")
    if average and usage < LOW * average:
        return Reading(usage, "low")
    return Reading(usage, "none")


def _average(before: Sequence[Decimal]) -> Decimal | None:
    known = list(before[:MOST_OFTEN])
    return sum(known, Decimal(0)) / len(known) if len(known) > 1 and any(known) else None
