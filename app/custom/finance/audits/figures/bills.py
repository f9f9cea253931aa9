"""What the stored arithmetic of a bill comes to, reckoned anew from its inputs (A11). Pure; amounts in yuan.

The inputs are those of `bill.calc` (docs/fees.md); the formulas are those of domain.md §4.8.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from app.custom.finance.fees.formulas.amounts import Rate, exact_amount, vat
from app.custom.finance.fees.formulas.exact import half_up

BY_HAND = ("quote",)
"""The amount was agreed with somebody; nothing is multiplied."""


def amount_of(calc: Mapping[str, Any]) -> Decimal | None:
    """The amount that the inputs come to; None when they make no sense."""
    try:
        return _amount_of(calc)
    except (KeyError, TypeError, ValueError, ZeroDivisionError, InvalidOperation):
        return None


def _amount_of(calc: Mapping[str, Any]) -> Decimal:
    formula = calc.get("formula")
    said = Decimal(calc["amount"])
    if formula is None or formula in BY_HAND:
        return said
    if "remainder" in calc:
        return Decimal(calc["remainder"]["whole"]) - Decimal(calc["remainder"]["others"])
    if formula == "share":
        return _share(calc, said)
    return half_up(_exact(calc), calc.get("rounding", "fen"))


def _exact(calc: Mapping[str, Any]) -> Fraction:
    discount = Decimal(calc["discount"]) if "discount" in calc else None
    if "readings" in calc:
        return sum((_usage(part, discount) for part in _used(calc)), Fraction(0))
    rates = [Rate(Decimal(part["price"]), Fraction(part["months"])) for part in calc["parts"]]
    return exact_amount(
        Decimal(calc["quantity"]),
        rates,
        coefficient=Decimal(calc.get("coefficient", "1")),
        vacancy=Decimal(calc["vacancy"]) if "vacancy" in calc else None,
        discount=discount,
    )


def _used(calc: Mapping[str, Any]) -> list[tuple[Decimal, Decimal]]:
    """(usage, price) of each tier, or of the whole."""
    used = sum((Decimal(read["usage"]) for read in calc["readings"]), Decimal(0))
    if "price" in calc:
        return [(used, Decimal(calc["price"]))]
    steps = [(Decimal(step["quantity"]), Decimal(step["price"])) for step in calc["tiers"]]
    if sum((quantity for quantity, _ in steps), Decimal(0)) != used:
        raise ValueError("The tiers do not cover the usage.")
    return steps


def _usage(part: tuple[Decimal, Decimal], discount: Decimal | None) -> Fraction:
    quantity, price = part
    return exact_amount(quantity, [Rate(price, Fraction(1))], discount=discount)


def _share(calc: Mapping[str, Any], said: Decimal) -> Decimal:
    """The part of the cost; of several payers' days each may be a 分 off, so that the sum is exact."""
    total = sum((Decimal(cost["part"]) for cost in calc["costs"]), Decimal(0))
    if "days" not in calc:
        return total
    exact = half_up(Fraction(total) * calc["days"] / calc["of_days"])
    return said if abs(said - exact) <= Decimal("0.01") else exact


def without_tax(gross: Decimal, percent: Decimal | None) -> tuple[Decimal, Decimal]:
    """(net, VAT) in yuan; `percent` None: untaxed."""
    return vat(gross, percent) if percent else (gross, Decimal(0))
