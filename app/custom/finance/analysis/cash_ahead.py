"""Thirteen weeks of cash: what comes in, what goes out, what is left (domain.md §4.13). Pure. Yuan, Mondays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.runtime import money

NOTHING = Decimal(0)
WEEKS = 13
IN = ("open_bills", "new_bills")
OUT = ("expenses", "staff", "taxes", "others")
LINES = (*IN, *OUT)


def mondays(today: dt.date, number: int = WEEKS) -> list[dt.date]:
    """The Monday of this week and those after it."""
    first = today - dt.timedelta(days=today.weekday())
    return [first + dt.timedelta(days=7 * place) for place in range(number)]


def placed(days: Mapping[dt.date, Decimal], weeks: Sequence[dt.date]) -> list[Decimal]:
    """Amounts by their week; what is late already falls into the first, what comes later than the last is left out."""
    found = [NOTHING] * len(weeks)
    for day, amount in days.items():
        place = max((day - weeks[0]).days // 7, 0)
        if place < len(weeks):
            found[place] += amount
    return found


def beyond(usual: Decimal, known: Sequence[Decimal]) -> list[Decimal]:
    """What goes out beside what is known: so much a week as usual, less what the known already makes of it.

    The sum up to each week is at least the usual one, and nothing is counted twice.
    """
    found, told, seen = [], NOTHING, NOTHING
    for place, amount in enumerate(known, start=1):
        seen += amount
        here = max(usual * place - seen - told, NOTHING)
        found.append(here)
        told += here
    return found


@dataclass(frozen=True, slots=True)
class Week:
    """`lines`: name → yuan, those of OUT as positive amounts."""

    monday: dt.date
    opening: Decimal
    lines: Mapping[str, Decimal]

    @property
    def net(self) -> Decimal:
        return sum((self.lines[name] for name in IN), NOTHING) - sum(
            (self.lines[name] for name in OUT), NOTHING
        )

    @property
    def closing(self) -> Decimal:
        return self.opening + self.net


def forecast(
    opening: Decimal, weeks: Sequence[dt.date], lines: Mapping[str, Sequence[Decimal]]
) -> list[Week]:
    """The weeks in order, each beginning with what the one before left; amounts to the 分."""
    found: list[Week] = []
    for place, monday in enumerate(weeks):
        amounts = {name: money.rounded(lines[name][place]) for name in LINES}
        found.append(Week(monday, found[-1].closing if found else opening, amounts))
    return found


def runway(cash: Decimal, monthly_net: Decimal) -> Decimal | None:
    """Months that the cash lasts when it goes on as it did; None while more comes in than goes out."""
    if monthly_net >= 0:
        return None
    return (cash / -monthly_net).quantize(Decimal("0.1"))
