"""Budget arithmetic (domain.md §4.11). Pure: no database. Yuan in, yuan to the 分 out, Decimal throughout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

from app.runtime import money

NOTHING = Decimal(0)
HALF = Fraction(1, 2)
MOST_GROWTH = Fraction(1, 5)
"""Growth from year to year counts for 20 % at most, up or down."""
RED_SHARE, RED_AMOUNT = Decimal(10), Decimal(1000)
"""A deviation is red above 10 % and above 1 000 yuan, both."""
SMALL_SHARE = Fraction(5, 100)
"""A transfer that moves no line by more than 5 % is small."""

GROWTH, SAME, MEAN, NONE = "growth", "same", "mean", "none"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A year's budget of one account and how it came about.

    `how`: growth (two whole years), same (one whole year as it was), mean (less than a year: the average), none (there
    is nothing to go by). `growth` as a fraction: 0.1 is 10 %; None where there was nothing before to grow from.
    """

    how: str
    annual: Decimal
    parts: tuple[Decimal, ...]
    last: Decimal
    before: Decimal | None = None
    growth: Fraction | None = None


def drafted(
    last: Sequence[Decimal],
    before: Sequence[Decimal] | None = None,
    *,
    complete: bool = True,
    known: Decimal = NOTHING,
) -> Drafted:
    """The year to come from the parts (months, quarters) of the last one and of the one before it.

    g = X₋₁ / X₋₂ − 1, at most ±20 %; annual = X₋₁ × (1 + g / 2) + `known` adjustments; shares are the mean of both years'.
    Without a whole year before: as the last one was. `complete` False: `last` holds only the parts that there were, and
    every part of the new year gets their average. O11.1: 500 and 550 → 577.50.
    """
    count = len(before) if before is not None else len(last)
    if not complete:
        average = sum(last, NOTHING) / len(last) if last else NOTHING
        return _spread(MEAN, Fraction(average) * 12 + Fraction(known), [Fraction(1)] * 12, last)
    total = Fraction(sum(last, NOTHING))
    if total <= 0 or not last:
        return Drafted(NONE, NOTHING, (NOTHING,) * count, sum(last, NOTHING))
    shares = _shares(last)
    if before is None:
        return _spread(SAME, total + Fraction(known), shares, last)
    earlier = Fraction(sum(before, NOTHING))
    if earlier <= 0:
        return _spread(GROWTH, total + Fraction(known), shares, last, before)
    growth = clipped(total / earlier - 1)
    mean = [(a + b) / 2 for a, b in zip(shares, _shares(before), strict=True)]
    annual = total * (1 + HALF * growth) + Fraction(known)
    return _spread(GROWTH, annual, mean, last, before, growth)


def clipped(growth: Fraction) -> Fraction:
    """Between −20 % and +20 %."""
    return max(-MOST_GROWTH, min(MOST_GROWTH, growth))


def _shares(parts: Sequence[Decimal]) -> list[Fraction]:
    """What each part made of the whole; a part that came out negative (in red) has no share."""
    weights = [max(Fraction(one), Fraction(0)) for one in parts]
    whole = sum(weights, Fraction(0))
    return [one / whole for one in weights]


def _spread(
    how: str,
    annual: Fraction,
    shares: Sequence[Fraction],
    last: Sequence[Decimal],
    before: Sequence[Decimal] | None = None,
    growth: Fraction | None = None,
) -> Drafted:
    """Rounded once as a whole, then to the parts by largest remainder."""
    whole = money.rounded(Decimal(annual.numerator) / Decimal(annual.denominator))
    was = sum(last, NOTHING)
    earlier = sum(before, NOTHING) if before is not None else None
    if whole <= 0:
        return Drafted(NONE, NOTHING, (NOTHING,) * len(shares), was, earlier, growth)
    scale = lcm(*(share.denominator for share in shares))
    parts = money.allocate(whole, [int(share * scale) for share in shares])
    return Drafted(how, whole, tuple(parts), was, earlier, growth)


# -- control ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Room:
    """What a budget has left over some months of an account, in yuan."""

    planned: Decimal = NOTHING
    adjusted: Decimal = NOTHING
    actual: Decimal = NOTHING
    committed: Decimal = NOTHING

    @property
    def available(self) -> Decimal:
        """Σ budget + adjusted − actual − committed. O11.2: 60 000, 48 500, 6 000 → 5 500."""
        return self.planned + self.adjusted - self.actual - self.committed

    def over(self, asked: Decimal) -> Decimal:
        """By how much a request is too much. O11.2: 7 000 of 5 500 → 1 500; zero where it fits."""
        return max(asked - self.available, NOTHING)


def months_of(span: str, month: int) -> range:
    """The months that a request in `month` is judged by: its own, those up to it, or the whole year."""
    return {
        "month": range(month, month + 1),
        "ytd": range(1, month + 1),
        "year": range(1, 13),
    }[span]


def verdict(control: str, over: Decimal) -> str:
    """ok, warn or block."""
    if over <= 0 or control == "none":
        return "ok"
    return "block" if control == "block" else "warn"


# -- variance ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Variance:
    """Actual against budget, in yuan; `percent` None without a budget. `red`: to be explained."""

    difference: Decimal
    percent: Decimal | None
    red: bool


def variance(budget: Decimal, actual: Decimal, *, income: bool = False) -> Variance:
    """(actual − budget) / budget in per cent; red above 10 % and 1 000 yuan where it is to our cost.

    Of costs too much is to our cost, of income too little. What was spent without any budget is red above 1 000 yuan.
    """
    difference = actual - budget
    percent = difference * 100 / budget if budget else None
    worse = -difference if income else difference
    share = worse * 100 / abs(budget) if budget else None
    return Variance(
        difference, percent, worse > RED_AMOUNT and (share is None or share > RED_SHARE)
    )


# -- adjustments ------------------------------------------------------------------------------------


def is_small(changes: Sequence[tuple[Decimal, Decimal]]) -> bool:
    """(change, the line as it stands) each: whether every change is at most 5 % of the line that it changes."""
    return bool(changes) and all(
        abs(Fraction(change)) <= SMALL_SHARE * Fraction(stands) for change, stands in changes
    )
