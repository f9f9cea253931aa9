"""Month-end amounts (domain.md §4.9). Pure: no database. Yuan in, yuan to the 分 out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from app.runtime import money

NOTHING = Decimal(0)


def months_between(first: str, period: str) -> int:
    """How many periods lie from `first` up to `period`, both counted: 2026-01, 2026-03 → 3; before it 0 or less."""
    return _number(period) - _number(first) + 1


def _number(period: str) -> int:
    return int(period[:4]) * 12 + int(period[5:7])


def due(total: Decimal, months: int, first: str, period: str) -> Decimal:
    """What of a total spread over so many months falls to the periods up to this one, to the 分.

    The shares add up to the total exactly; those of one 分 more come first (O9: 3302.75 over 12 → 11 × 275.23 + 275.22).
    """
    passed = min(months_between(first, period), months)
    if passed <= 0:
        return NOTHING
    if passed == months:
        return total
    return sum(money.allocate(total, [1] * months)[:passed], NOTHING)


def depreciable(cost: Decimal, residual: Decimal) -> Decimal:
    """Cost less what is left at the end; `residual` in per cent. 200 000 at 5 % → 190 000."""
    return money.rounded(cost * (100 - residual) / 100)


def surtax(vat: Decimal, rates: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Surcharges on VAT: name → yuan; `rates` in per cent. Rounded once as a whole and shared out by largest remainder."""
    whole = money.rounded(vat * sum(rates.values(), NOTHING) / 100)
    if not whole:
        return dict.fromkeys(rates, NOTHING)
    return dict(zip(rates, money.allocate(whole, list(rates.values())), strict=True))
