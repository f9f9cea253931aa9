"""Calibration: a stable order, and grades that keep a quota (domain.md §4.15)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .scores import GRADES

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A review with what its place goes by."""

    id: int
    score: Decimal
    hired_on: dt.date
    grade: str
    """By the bands."""


def ordered(reviews: Sequence[Ranked]) -> list[Ranked]:
    """The highest score first; of equals who has been here longer, then the smaller id: the same order every time."""
    return sorted(reviews, key=lambda one: (-one.score, one.hired_on, one.id))


def allowed(number: int, quota: Decimal | None) -> int | None:
    """How many of `number` a quota in percent lets have a grade, rounded half up; None: no limit."""
    if quota is None:
        return None
    return int((Decimal(number) * quota / WHOLE).quantize(Decimal(1), ROUND_HALF_UP))


def proposed(reviews: Sequence[Ranked], quotas: Mapping[str, Decimal | None]) -> dict[int, str]:
    """Review → grade: that of the bands, one lower for whoever stands behind the quota of S, or of S and A together.

    Nobody is raised, and nobody stands below somebody with fewer points.
    """
    found: dict[int, str] = {}
    limits = {
        "s": allowed(len(reviews), quotas.get("s")),
        "a": allowed(len(reviews), quotas.get("a")),
    }
    given = dict.fromkeys(GRADES, 0)
    for one in ordered(reviews):
        grade = one.grade
        if grade == "s" and _is_full(given["s"], limits["s"]):
            grade = "a"
        if grade in ("s", "a") and _is_full(given["s"] + given["a"], limits["a"]):
            grade = "b"
        given[grade] += 1
        found[one.id] = grade
    return found


def _is_full(given: int, limit: int | None) -> bool:
    return limit is not None and given >= limit


def distribution(grades: Sequence[str]) -> dict[str, int]:
    """Grade → how many."""
    return {one: list(grades).count(one) for one in GRADES}
