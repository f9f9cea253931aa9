"""How well a plan fits: score = Σ weight × feature, each line kept as its reason (domain.md §4.2, O2.1). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

ZERO, ONE = Decimal(0), Decimal(1)
PLACES = Decimal("0.0001")
SENSITIVE = frozenset({"elder", "health"})
"""Features that are sensitive data (PIPL art. 28): nothing without the separate consent."""
MOST = 3
"""Plans that are recommended to one household."""

Key = tuple[str, int | None]
"""A feature, and of `orders` the category."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What a template weighs; `weight` from 0 to 1."""

    feature: str
    weight: Decimal
    category: int | None = None

    @property
    def key(self) -> Key:
        return (self.feature, self.category)


@dataclass(frozen=True, slots=True)
class Line:
    """One reason: value from 0 to 1, and what it adds. `masked`: taken as 0 because its consent is not there."""

    feature: str
    category: int | None
    weight: Decimal
    value: Decimal
    masked: bool = False

    @property
    def points(self) -> Decimal:
        return self.weight * self.value


@dataclass(frozen=True, slots=True)
class Scored:
    """A template for a household; `score` from 0 to 1."""

    template: int
    code: str
    lines: Sequence[Line]

    @property
    def score(self) -> Decimal:
        return rounded(sum((line.points for line in self.lines), ZERO))

    @property
    def uses_sensitive(self) -> bool:
        """Whether sensitive data has added something."""
        return any(line.feature in SENSITIVE and line.value for line in self.lines)


def rounded(value: Decimal) -> Decimal:
    return value.quantize(PLACES, ROUND_HALF_UP)


def part(number: int | Decimal | None, whole: int) -> Decimal:
    """min(1, number / whole): two vehicles are as much as a household counts for."""
    return min(ONE, rounded(Decimal(number or 0) / whole))


def share(number: int, of: int) -> Decimal:
    """The share of the requests; of none it is 0."""
    return rounded(Decimal(number) / of) if of else ZERO


def scored(
    template: int, code: str, weights: Iterable[Weight], values: Mapping[Key, Decimal], *, sensitive: bool
) -> Scored:  # fmt: skip
    """The reasons and the score; without the consent a sensitive feature counts as 0 and its line says so."""
    lines = []
    for one in weights:
        is_masked = one.feature in SENSITIVE and not sensitive
        value = ZERO if is_masked else values.get(one.key, ZERO)
        lines.append(Line(one.feature, one.category, one.weight, value, is_masked))
    return Scored(template, code, lines)


def without_sensitive(one: Scored) -> Scored:
    """The same after the consent to sensitive data was withdrawn."""
    lines = [
        replace(line, value=ZERO, masked=True) if line.feature in SENSITIVE else line
        for line in one.lines
    ]
    return replace(one, lines=lines)


def best(found: Iterable[Scored], thresholds: Mapping[int, Decimal]) -> list[Scored]:
    """Those that reach the threshold of their template, the best three; of equals the lower code first."""
    fitting = [one for one in found if one.score >= thresholds[one.template]]
    return sorted(fitting, key=lambda one: (-one.score, one.code))[:MOST]
