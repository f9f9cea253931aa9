"""What Dougong must reach, as ratios: the table of the design, checked by every run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.summary import Figure, ratio

Figures = Mapping[tuple[str, str], Figure]
"""(case, contender) → figure, of one database and one number of rows."""


@dataclass(frozen=True, slots=True)
class Goal:
    """`value` is what was reached (None: not measured); it is met when it is no more than `most`, or no less than `least`."""

    case: str
    told: str
    value: Callable[[Figures], float | None]
    most: float | None = None
    least: float | None = None

    def is_met(self, figures: Figures) -> bool | None:
        """None when the figures for it are missing."""
        reached = self.value(figures)
        if reached is None:
            return None
        return reached <= self.most if self.most is not None else reached >= (self.least or 0)


def times(case: str, other_case: str, other: str) -> Callable[[Figures], float | None]:
    """Dougong's CPU as a multiple of another's."""
    return lambda figures: ratio(figures.get((case, "dougong")), figures.get((other_case, other)))


def faster(case: str, other: str, other_case: str = "") -> Callable[[Figures], float | None]:
    """How many times Dougong is faster than another."""
    return lambda figures: ratio(
        figures.get((other_case or case, other)), figures.get((case, "dougong"))
    )


def _statements(case: str) -> Callable[[Figures], float | None]:
    def counted(figures: Figures) -> float | None:
        found = figures.get((case, "dougong"))
        return None if found is None else found.statements

    return counted


GOALS = [
    Goal("rest.list", "default list ≤ 3 × raw without a total", times("rest.list", "rest.list.none", "raw"), most=3),
    Goal("rest.list", "default list ≥ 8 × faster than DRF", faster("rest.list", "django"), least=8),
    Goal("rest.list.none", "without a total ≤ 3 × raw", times("rest.list.none", "rest.list.none", "raw"), most=3),
    Goal("rest.list.exact", "exact total ≤ 1.3 × raw with one", times("rest.list.exact", "rest.list.exact", "raw"), most=1.3),
    Goal("rest.deep", "deep page ≤ 1.2 × its own first page", times("rest.deep", "rest.list.none", "dougong"), most=1.2),
    Goal("rest.item", "item ≤ 4 × raw", times("rest.item", "rest.item", "raw"), most=4),
    Goal("rest.create", "create ≤ 8 × raw", times("rest.create", "rest.create", "raw"), most=8),
    Goal("rest.create", "create faster than DRF", faster("rest.create", "django"), least=1),
    Goal("rest.update", "update ≤ 8 × raw", times("rest.update", "rest.update", "raw"), most=8),
    Goal("rest.update", "update faster than DRF", faster("rest.update", "django"), least=1),
    *(
        goal
        for name in ("html.list", "html.record", "html.edit")
        for goal in (
            Goal(name, f"{name} ≥ 4 × faster than Django admin", faster(name, "django"), least=4),
            Goal(name, f"{name} takes ≤ 5 SQL statements", _statements(name), most=5),
        )
    ),
]  # fmt: skip
