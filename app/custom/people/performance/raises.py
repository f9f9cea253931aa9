"""Hints of a review: a promotion, and a raise by grade and place in the pay band, within a budget (domain.md §4.15, O15.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
RATES = {"s": (10, 7, 4), "a": (6, 4, 2), "b": (3, 2, 0), "c": (0, 0, 0), "d": (0, 0, 0)}
"""Grade → percent below 0.9 of the middle of the band, from 0.9 to 1.1, above."""
LOW, HIGH = Decimal("0.9"), Decimal("1.1")
MONTHS_IN_GRADE = 12
GOOD = ("s", "a")
LOOKED_AT = 4
"""Grades of which none may be D."""


@dataclass(frozen=True, slots=True)
class Raise:
    """What the matrix says: the rate in percent, the new pay; `capped` at the top of the band."""

    base: Decimal
    ratio: Decimal
    rate: int
    pay: Decimal
    capped: bool

    @property
    def more(self) -> Decimal:
        return self.pay - self.base


def raised(base: Decimal, mid: Decimal, grade: str, highest: Decimal | None = None) -> Raise:
    """By the matrix; a pay above the band stays as it is. `mid` is above 0."""
    exact = base / mid
    rate = RATES[grade][0 if exact < LOW else 1 if exact <= HIGH else 2]
    pay = (base * (100 + rate) / 100).quantize(CENT, ROUND_HALF_UP)
    capped = highest is not None and pay > highest
    if capped and highest is not None:
        pay = max(base, highest)
    return Raise(base, exact.quantize(Decimal("0.001"), ROUND_HALF_UP), rate, pay, capped)


def scaled(raises: Sequence[Decimal], pool: Decimal | None) -> tuple[Decimal, list[Decimal]]:
    """The factor, and the raises within the pool: together never above it. None: no limit."""
    total = sum(raises, Decimal(0))
    if pool is None or total <= pool:
        return Decimal(1), list(raises)
    factor = pool / total
    return (
        factor.quantize(Decimal("0.0001"), ROUND_DOWN),
        [(one * factor).quantize(CENT, ROUND_DOWN) for one in raises],
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """What a promotion is judged by. `grades`: the newest first, this one included."""

    grades: Sequence[str]
    months_in_grade: int
    training_valid: bool
    vacancy: bool

    def conditions(self) -> dict[str, bool]:
        """Each by its name, in the order in which it is told."""
        return {
            "grades": len(self.grades) >= 2 and all(one in GOOD for one in self.grades[:2]),
            "months": self.months_in_grade >= MONTHS_IN_GRADE,
            "no_d": "d" not in self.grades[:LOOKED_AT],
            "training": self.training_valid,
            "vacancy": self.vacancy,
        }

    @property
    def is_ready(self) -> bool:
        return all(self.conditions().values())
