"""How much working time a leave, a trip or overtime takes; pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .plan import DAY, Plan, clipped, total

FULL = 10000


class Taken(NamedTuple):
    """Minutes of work, and days in ten-thousandths: each shift is a day, whatever its length."""

    minutes: int
    shares: int


def taken(plans: Iterable[Plan], start: int, end: int) -> Taken:
    """What of the planned work lies between two minutes of the axis."""
    minutes = shares = 0
    for plan in plans:
        due = sum(rule.standard for rule in plan.rules)
        here = sum(total(clipped(rule.work(plan.day * DAY), start, end)) for rule in plan.rules)
        if here:
            minutes += here
            shares += (here * FULL + due // 2) // due
    return Taken(minutes, shares)


def mostly(plan: Plan, start: int, end: int) -> bool:
    """Whether more than half of the day's work is taken: whoever gives out work counts on that person no more."""
    return taken([plan], start, end).shares > FULL // 2
