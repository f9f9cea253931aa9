"""What of an evaluation is red, and by how much (domain.md §4.19: suggestion rules). Pure figures, no words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.runtime.events import Evaluation, Stage

FEWEST = 3
"""Cases below which nothing is called red: one late order of two is no pattern."""
LIMITS: Mapping[str, Decimal] = {
    "bottleneck": Decimal(1),
    "sla": Decimal(10),
    "rework": Decimal(10),
    "fitness": Decimal(95),
    "first_time": Decimal(85),
    "waiting_part": Decimal(20),
}
"""Item → where red begins: a multiple of the target for the stage, per cent for the others."""
AT_LEAST = ("fitness", "first_time")
"""Items of which more is better."""


@dataclass(frozen=True, slots=True)
class Red:
    """A figure beyond its limit. `stage`: the one that is meant, of a bottleneck."""

    item: str
    value: Decimal
    limit: Decimal
    stage: Stage | None = None


def red(found: Evaluation, parts: str | None = None) -> list[Red]:
    """The red items in the order of LIMITS; none of too few cases. `parts`: the state that waits for parts."""
    if found.cases < FEWEST:
        return []
    worst = found.bottleneck
    waiting = found.stage(parts) if parts else None
    values: dict[str, Decimal | None] = {
        "bottleneck": worst.ratio if worst is not None else None,
        "sla": found.breach_rate,
        "rework": found.rework_rate,
        "fitness": found.fitness,
        "first_time": found.first_time,
        "waiting_part": waiting.share if waiting is not None else None,
    }
    return [
        Red(item, value, LIMITS[item], worst if item == "bottleneck" else None)
        for item, value in values.items()
        if value is not None and is_red(item, value)
    ]


def is_red(item: str, value: Decimal) -> bool:
    """Whether a figure is beyond its limit."""
    return value < LIMITS[item] if item in AT_LEAST else value > LIMITS[item]
