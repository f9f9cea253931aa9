"""Measurements → medians, spreads and ratios. No clock, no process: arithmetic only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

Sample = tuple[int, int, int]
"""CPU ns, wall ns, bytes of one request."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One case of one contender. Milliseconds of CPU: the median of all requests, and of its fastest and slowest round.

    `wall_95`: 95 of 100 requests took no longer by the clock. `server`: CPU of the database's own processes, a request.
    """

    cpu: float
    least: float
    most: float
    wall: float
    wall_95: float
    bytes: int
    requests: int
    statements: int | None = None
    server: float | None = None


def figure(
    rounds: Sequence[Sequence[Sample]],
    *,
    statements: int | None = None,
    server: float | None = None,
) -> Figure:
    """`rounds`: the requests of each round. Raises ValueError without any."""
    every = [sample for samples in rounds for sample in samples]
    if not every:
        raise ValueError("No request was measured.")
    medians = [median(cpu for cpu, _, _ in samples) for samples in rounds if samples]
    walls = sorted(wall for _, wall, _ in every)
    return Figure(
        cpu=median(cpu for cpu, _, _ in every) / 1e6,
        least=min(medians) / 1e6,
        most=max(medians) / 1e6,
        wall=median(walls) / 1e6,
        wall_95=walls[min(len(walls) * 95 // 100, len(walls) - 1)] / 1e6,
        bytes=int(median(size for _, _, size in every)),
        requests=len(every),
        statements=statements,
        server=server,
    )


def ratio(one: Figure | None, other: Figure | None) -> float | None:
    """How many times the CPU of `other` the first one takes; with a database server, its CPU counts too."""
    if one is None or other is None:
        return None
    return (one.cpu + (one.server or 0)) / (other.cpu + (other.server or 0))


def disagreements(answers: dict[str, object]) -> list[str]:
    """Who answered something else than the first, and where; empty when all say the same.

    A total of None was not counted, or only up to a limit: it agrees with every number.
    """
    names = list(answers)
    found = []
    for name in names[1:]:
        first, other = answers[names[0]], answers[name]
        if not _alike(first, other):
            found.append(f"{names[0]} says {str(first)[:300]}; {name} says {str(other)[:300]}")
    return found


def _alike(one: object, other: object) -> bool:
    if isinstance(one, dict) and isinstance(other, dict) and "total" in one and "total" in other:
        totals = {one["total"], other["total"]} - {None}
        return one["rows"] == other["rows"] and len(totals) <= 1
    return one == other
