"""A figure beside the same figure of the twelve months before: what changed, and whether that is good (2.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .figures import Observed

Figure = Literal["mtbf", "mttr", "availability", "failures"]
BETTER: dict[Figure, Literal["up", "down"]] = {
    "mtbf": "up",
    "mttr": "down",
    "availability": "up",
    "failures": "down",
}


@dataclass(frozen=True, slots=True)
class Trend:
    """`before`: the figure of the period before; `change`: in per cent of it, of a share in points; `tone`: good, wrong or ""."""

    before: float
    change: float
    tone: str

    @property
    def rises(self) -> bool:
        return self.change > 0


def trend(name: Figure, now: Observed, before: Observed) -> Trend | None:
    """None where one of the two periods has no such figure: nothing is said of what was not observed."""
    if not now.hours or not before.hours:
        return None
    new, old = getattr(now, name), getattr(before, name)
    if new is None or old is None:
        return None
    if name == "availability":
        change = round(new - old, 2)
    elif old:
        change = round((new - old) / old * 100)
    else:
        return None
    tone = ""
    if change:
        tone = "good" if (change > 0) == (BETTER[name] == "up") else "wrong"
    return Trend(old, change, tone)
