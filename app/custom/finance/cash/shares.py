"""What a share of a bill is in the books: VAT of principal that is due at receipt, late fee and the VAT in it. Pure; yuan."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from app.custom.finance.fees.formulas.amounts import vat
from app.custom.finance.fees.formulas.exact import half_up

NOTHING = Decimal(0)


def vat_between(whole: Decimal, gross: Decimal, before: Decimal, after: Decimal) -> Decimal:
    """Of the VAT of a bill, what belongs to the principal from `before` to `after` (less: negative).

    `whole`: its VAT, `gross`: what it comes to. Parts of any size add up to the whole: 15.65 of 276.53 paid 100 + 176.53
    is 5.66 + 9.99.
    """
    if not whole or not gross:
        return NOTHING
    return _until(whole, gross, after) - _until(whole, gross, before)


def _until(whole: Decimal, gross: Decimal, paid: Decimal) -> Decimal:
    return half_up(Fraction(whole) * Fraction(paid) / Fraction(gross))


def late_parts(late: Decimal, percent: Decimal | None) -> tuple[Decimal, Decimal]:
    """(net, VAT) of a late fee: it is part of the price and taxed like it (价外费用). 27.13 at 6 % → 25.59 + 1.54."""
    return vat(late, percent) if percent and late else (late, NOTHING)
