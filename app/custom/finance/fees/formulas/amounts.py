"""Amounts of bills: area, fixed, usage, tiers, VAT, splits, what a discount and a move-out come to (O8.*)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.runtime import money

from .exact import half_up

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Rate:
    """A price (yuan) for so many months."""

    price: Decimal
    months: Fraction


def exact_amount(
    quantity: Decimal,
    rates: Sequence[Rate],
    *,
    coefficient: Decimal = Decimal(1),
    vacancy: Decimal | None = None,
    discount: Decimal | None = None,
) -> Fraction:
    """quantity × coefficient × Σ price × months, unrounded yuan. `vacancy`: percent that is charged; `discount`: percent less.

    O8.1: 98.76 m² × 2.80 = 276.528.
    """
    found = sum((Fraction(rate.price) * rate.months for rate in rates), Fraction(0))
    above, below = found.as_integer_ratio()
    factors = [quantity, coefficient]
    if vacancy is not None:
        factors.append(vacancy.scaleb(-2))
    if discount:
        factors.append((100 - discount).scaleb(-2))
    for factor in factors:
        times, over = factor.as_integer_ratio()
        above, below = above * times, below * over
    return Fraction(above, below)


def split(
    whole: Fraction, shares: Sequence[Fraction], rounding: str, *, complete: bool
) -> list[Decimal]:
    """What each payer of one period pays, in order; `shares`: what each would pay alone, unrounded yuan.

    When together they cover the period (`complete`), the last takes what the rounded others leave of the rounded whole
    (133.81); otherwise each is rounded by itself (133.80).
    """
    each = [half_up(share, rounding) for share in shares]
    if complete and len(each) > 1:
        each[-1] = half_up(whole, rounding) - sum(each[:-1], NOTHING)
    return each


def vat(gross: Decimal, percent: Decimal) -> tuple[Decimal, Decimal]:
    """(net, VAT) of a price that contains it, in yuan. O8.12: 276.53 at 6 % → 260.88 + 15.65."""
    above, below = gross.as_integer_ratio()
    times, over = (100 + percent).as_integer_ratio()
    net = half_up(Fraction(above * 100 * over, below * times))
    return net, gross - net


@dataclass(frozen=True, slots=True)
class Tier:
    """Up to so much usage (None: all above) at this price in yuan."""

    upto: Decimal | None
    price: Decimal


def tier_steps(
    tiers: Sequence[Tier], before: Decimal, usage: Decimal
) -> list[tuple[Decimal, Decimal]]:
    """(usage, price) of each tier that the usage falls into, when `before` was used already.

    O8.5: 0–180 at 5, –260 at 7, above at 9: 14 after 172 are 8 × 5 + 6 × 7.
    """
    found = []
    low, left, used = NOTHING, usage, before
    for tier in tiers:
        high = tier.upto
        room = left if high is None else max(min(high - max(used, low), left), NOTHING)
        if room > 0:
            found.append((room, tier.price))
            used += room
            left -= room
        low = high if high is not None else low
    if left > 0:
        raise ValueError("The last tier has an end, and the usage is above it.")
    return found


def tier_amount(tiers: Sequence[Tier], before: Decimal, usage: Decimal) -> Fraction:
    """F(before + usage) − F(before), unrounded yuan."""
    steps = tier_steps(tiers, before, usage)
    return sum((Fraction(amount) * Fraction(price) for amount, price in steps), Fraction(0))


def less(amounts: Sequence[Decimal], percent: Decimal) -> list[Decimal]:
    """The discount on each of several bills, in yuan, by largest remainder so that the sum is exact.

    O8.11: 12 × 276.53 less 5 %: pay 3152.44, so 165.92 are spread as 8 × 13.83 + 4 × 13.82.
    """
    total = sum(amounts, NOTHING)
    pays = money.rounded(total * (100 - percent) / 100)
    return money.allocate(total - pays, amounts)


def refund(billed: Decimal, paid: Decimal, used: Decimal, policy: str) -> Decimal:
    """What goes back at a move-out, in yuan: `billed` at list price, `used` of it until the last day, `paid` for all of it.

    lose: the used part is charged at list price; pro_rata: the discount stays in proportion. O8: 1038.32 and 1144.03.
    """
    if not billed:
        return NOTHING
    back = (
        paid - used
        if policy == "lose"
        else half_up(Fraction(paid) * Fraction(billed - used) / Fraction(billed))
    )
    return max(back, NOTHING)
