"""How bills come in week by week: hazards from what was seen, and what they say of bills that are open. Pure.

A bill of age k is k weeks past its due day (negative before it). The hazard of a week is the share of what was open at its
beginning that came in during it: a life table, so bills that were not watched through a week do not speak of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal

NOTHING = Decimal(0)
FIRST, LAST = -4, 26
"""Weeks with a hazard of their own; older bills come in like those of the last eight of them together."""
TAIL = 8


def age(due: dt.date, day: dt.date) -> int:
    """Whole weeks from the due day: the day itself is in week 0, the day before in week -1."""
    return (day - due).days // 7


def hazards(
    billed: Mapping[dt.date, Decimal],
    paid: Iterable[tuple[dt.date, dt.date, Decimal]],
    today: dt.date,
) -> dict[int, Decimal]:
    """Week → share from 0 to 1. `billed`: due day → yuan; `paid`: (due day, day, yuan), the past alone.

    Weeks that no bill was watched through are left out.
    """
    came: dict[tuple[dt.date, int], Decimal] = {}
    for due, day, amount in paid:
        week = max(age(due, day), FIRST)
        came[due, week] = came.get((due, week), NOTHING) + amount
    at_risk: dict[int, Decimal] = {}
    taken: dict[int, Decimal] = {}
    for due, amount in billed.items():
        left = amount
        for week in range(FIRST, LAST + 1):
            if due + dt.timedelta(days=7 * (week + 1)) > today:
                break
            here = min(came.get((due, week), NOTHING), left)
            at_risk[week] = at_risk.get(week, NOTHING) + max(left, NOTHING)
            taken[week] = taken.get(week, NOTHING) + max(here, NOTHING)
            left -= here
    return {
        week: max(min(taken[week] / risk, Decimal(1)), NOTHING)
        for week, risk in at_risk.items()
        if risk > 0
    }


def hazard(known: Mapping[int, Decimal], week: int) -> Decimal:
    """Of one week: the latest ones together for what is older, nothing before what is known."""
    if week in known:
        return known[week]
    if not known or week < min(known):
        return NOTHING
    last = sorted(known)[-TAIL:]
    return sum((known[one] for one in last), NOTHING) / len(last)


def expected(
    amount: Decimal, due: dt.date, known: Mapping[int, Decimal], weeks: Iterable[dt.date]
) -> list[Decimal]:
    """What of an open amount comes in in each week (its Monday), in yuan, not rounded."""
    left, found = amount, []
    for monday in weeks:
        week = age(due, monday)
        here = left * hazard(known, week) if week >= FIRST else NOTHING
        found.append(here)
        left -= here
    return found
