"""Exact numbers until the bill line, then rounded once, half up."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

PARTS = {"fen": (100, 2), "jiao": (10, 1), "yuan": (1, 0)}
"""Of a yuan, and their decimal places."""


def half_up(value: Fraction | Decimal, rounding: str = "fen") -> Decimal:
    """Yuan → yuan, to the 分, 角 or 元: 276.528 → 276.53; a tie goes away from zero."""
    above, below = value.as_integer_ratio()
    parts, places = PARTS[rounding]
    whole = _nearest(above * parts, below)
    return Decimal(whole * 10 ** (2 - places)).scaleb(-2)


def shown(value: Fraction | Decimal, places: int = 6) -> str:
    """As people read it: at most so many decimals, without zeros at the end."""
    above, below = value.as_integer_ratio()
    text = f"{Decimal(_nearest(above * 10**places, below)).scaleb(-places):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _nearest(above: int, below: int) -> int:
    """The integer nearest to the ratio, a tie away from zero."""
    whole = (2 * abs(above) + below) // (2 * below)
    return -whole if above < 0 else whole
