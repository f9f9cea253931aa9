"""Exact numbers until the bill line, then rounded once, half up."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

STEPS = {"fen": Decimal("0.01"), "jiao": Decimal("0.1"), "yuan": Decimal(1)}


def half_up(value: Fraction | Decimal, rounding: str = "fen") -> Decimal:
    """Yuan → yuan, to the 分, 角 or 元: 276.528 → 276.53; a tie goes away from zero."""
    step = STEPS[rounding]
    units = abs(Fraction(value)) / Fraction(step)
    whole = (2 * units.numerator + units.denominator) // (2 * units.denominator)
    return (Decimal(whole) * step * (-1 if value < 0 else 1)).quantize(STEPS["fen"])


def shown(value: Fraction | Decimal, places: int = 6) -> str:
    """As people read it: at most so many decimals, without zeros at the end."""
    exact = Fraction(value)
    scaled = half_up_int(exact * 10**places)
    text = f"{Decimal(scaled).scaleb(-places):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def half_up_int(value: Fraction) -> int:
    """To the nearest integer, a tie away from zero."""
    whole = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return -whole if value < 0 else whole
