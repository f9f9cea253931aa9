"""From an optimum to an interval that may be suggested: the law, small steps, usual lengths, no turning round (2.5)."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Literal

ALLOWED = (7, 15, 30, 60, 90, 180, 365)
"""Days (domain.md §4.7)."""
AT_ONCE = 0.5
"""An interval changes by half of itself at most, so that a mistake stays small."""
DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 90, "half": 180, "year": 365}

Limit = Literal["law", "up", "down", "step", "turn"]


@dataclass(frozen=True, slots=True)
class Interval:
    """`days` to suggest, and what held it back on the way, in that order; `days` is the present one for no change."""

    days: int
    limits: tuple[Limit, ...] = ()


def suggested(optimum: float, current: int, *, most: int | None = None) -> Interval:
    """The interval in days for an `optimum` in days (inf: never), from the `current` one. `most`: the longest lawful one.

    Half of the present interval is the most that changes at once, the law goes before that; then the next usual length below.
    Where that would turn a longer interval into a shorter one, the present one stays; where it would leave the half, the
    shortest usual length within it is taken, if there is any (from 365 the next one is 180).
    """
    limits: list[Limit] = []
    low, high = current * (1 - AT_ONCE), current * (1 + AT_ONCE)
    aim = optimum
    if aim > high:
        aim = high
        limits.append("up")
    elif aim < low:
        aim = low
        limits.append("down")
    if most is not None and max(aim, optimum) > most:
        if aim > most:
            aim, limits = most, []
        limits.append("law")
    lawful = inf if most is None else most
    below = [one for one in ALLOWED if one <= aim]
    near = [one for one in ALLOWED if low <= one < current and one <= lawful]
    days = below[-1] if below else 0
    if days < low <= aim or not below:
        # The next length below would be too much at once, or there is none.
        days = near[0] if near else days
    if not days:
        return Interval(current if current <= lawful else int(lawful), (*limits, "step"))
    if days != aim:
        limits.append("step")
    if aim >= current > days:
        return Interval(current, (*limits, "turn"))
    return Interval(days, tuple(limits))
