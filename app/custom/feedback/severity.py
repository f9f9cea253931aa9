"""How grave a piece of feedback is: words of danger first, then its kind and how it is said (五, domain.md §4.18)."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from app.custom.crm.orders.priority import is_danger

from .lexicon import DANGER, HARMLESS

Severity = Literal["low", "mid", "high", "critical"]
WEIGHTS = {
    "low": Decimal("0.25"), "mid": Decimal("0.5"), "high": Decimal("0.75"), "critical": Decimal(1),
}  # fmt: skip
"""What each counts in the mean of a topic."""
BITTER = Decimal("-0.5")


def judge(text: str, kind: str, sentiment: Decimal) -> Severity:
    """Danger is critical, in whatever kind but praise; a bitter complaint is high; a complaint or a bad word mid."""
    if kind == "praise":
        return "low"
    if is_danger(text, DANGER, harmless=HARMLESS):
        return "critical"
    if kind == "complaint":
        return "high" if sentiment <= BITTER else "mid"
    return "mid" if sentiment < 0 else "low"
