"""Is this the same person? Hard rules, then a score over what both sides have (1.1, O1.2–O1.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from rapidfuzz.distance import Levenshtein

from .. import normalise

WEIGHTS = {
    "phone": Decimal("0.40"),
    "id_no": Decimal("0.35"),
    "name": Decimal("0.15"),
    "unit": Decimal("0.10"),
}
SAME = Decimal("0.85")
POSSIBLY = Decimal("0.60")
PLACES = Decimal("0.0001")

Verdict = Literal["same", "duplicate", "review", "new"]


@dataclass(frozen=True, slots=True)
class Person:
    """What is compared. `units` are ids of units; texts may be raw, they are normalised here."""

    name: str
    phone: str | None = None
    id_no: str | None = None
    units: frozenset[int] = frozenset()
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """How a known person compares: the verdict, the score and what it is made of."""

    candidate: Person
    verdict: Verdict
    score: Decimal
    parts: dict[str, Decimal]
    rule: str | None = None


def name_similarity(one: str, other: str) -> Decimal:
    """1 − Levenshtein ÷ longer length, of normalised names."""
    first, second = normalise.name(one), normalise.name(other)
    longer = max(len(first), len(second))
    if longer == 0:
        return Decimal(0)
    return 1 - Decimal(Levenshtein.distance(first, second)) / Decimal(longer)


def similarity(one: Person, other: Person) -> dict[str, Decimal]:
    """The similarity in [0, 1] of each part that both sides have."""
    parts: dict[str, Decimal] = {}
    phones = normalise.phone(one.phone), normalise.phone(other.phone)
    if all(phones):
        parts["phone"] = Decimal(phones[0] == phones[1])
    numbers = normalise.id_number(one.id_no), normalise.id_number(other.id_no)
    if all(numbers):
        parts["id_no"] = Decimal(numbers[0] == numbers[1])
    if one.name and other.name:
        parts["name"] = name_similarity(one.name, other.name)
    if one.units and other.units:
        parts["unit"] = Decimal(bool(one.units & other.units))
    return parts


def score(one: Person, other: Person) -> Decimal:
    """Weighted mean over the parts present on both, weights renormalised, to 4 places."""
    parts = similarity(one, other)
    weight = sum((WEIGHTS[part] for part in parts), Decimal(0))
    if not weight:
        return Decimal(0)
    total = sum((WEIGHTS[part] * value for part, value in parts.items()), Decimal(0))
    return (total / weight).quantize(PLACES, ROUND_HALF_UP)


def compare(new: Person, known: Person) -> Match:
    """One comparison: a hard rule (same ID; same phone and name) decides, else the score does."""
    parts = similarity(new, known)
    points = score(new, known)
    if parts.get("id_no") == 1:
        return Match(known, "same", points, parts, rule="same ID number")
    # Two valid but different ID numbers are two people, whatever else agrees.
    differ = parts.get("id_no") == 0
    if parts.get("phone") == 1 and parts.get("name") == 1 and not differ:
        return Match(known, "same", points, parts, rule="same phone and name")
    verdict: Verdict = "new"
    if points >= SAME and not differ:
        verdict = "duplicate"
    elif points >= POSSIBLY:
        verdict = "review"
    return Match(known, verdict, points, parts)


ORDER: dict[Verdict, int] = {"same": 0, "duplicate": 1, "review": 2, "new": 3}


def best_match(new: Person, known: Iterable[Person]) -> Match | None:
    """The strongest match that is not "new"; ties go to the older record."""
    matches = [match for person in known if (match := compare(new, person)).verdict != "new"]
    if not matches:
        return None
    return min(matches, key=lambda m: (ORDER[m.verdict], -m.score, m.candidate.id or 0))
