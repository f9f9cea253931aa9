"""Whose failures say how long a device lasts: its own, those of its model, of its category, of the category above (2.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from .histories import Device
from .spans import Age, Spans, calendar, spans
from .weibull import FEWEST, Life, fit

Level = Literal["device", "model", "category", "parent"]


@dataclass(slots=True)
class Pool:
    """Spans, and what failures and maintenance took: yuan, minutes."""

    spans: Spans = field(default_factory=Spans)
    repairs: int = 0
    repair_cost: float = 0.0
    down_min: int = 0
    maintained: int = 0
    maintained_min: int = 0
    _lives: list[Life | None] = field(default_factory=list)

    @property
    def life(self) -> Life | None:
        """Fitted once, however many plans ask: when all devices are in."""
        if not self._lives:
            self._lives.append(fit(self.spans.failed, self.spans.censored))
        return self._lives[0]

    @property
    def failures(self) -> int:
        return self.spans.failed.total()

    @property
    def is_enough(self) -> bool:
        return self.failures >= FEWEST

    @property
    def mean_hours(self) -> float | None:
        """Hours of running for each failure, over all spans."""
        hours = sum(
            length * number
            for counted in (self.spans.failed, self.spans.censored)
            for length, number in counted.items()
        )
        return hours / self.failures if self.failures else None

    def add(self, device: Device, seen: Spans) -> None:
        self.spans.add(seen)
        for failure in device.history.failures:
            self.repairs += 1
            self.repair_cost += float(failure.cost)
            self.down_min += failure.down_min or 0
        for done in device.history.maintained:
            if done.minutes is not None:
                self.maintained += 1
                self.maintained_min += done.minutes


class Kind(NamedTuple):
    """What tells devices that wear alike: category and model."""

    category: int
    model: str


@dataclass(slots=True)
class Pools:
    """The pools of one category and everything below it. A device has one of its own only where it is enough."""

    whole: Pool = field(default_factory=Pool)
    models: dict[str, Pool] = field(default_factory=dict)
    devices: dict[int, Pool] = field(default_factory=dict)


def pools(
    found: Iterable[Device], until: dt.datetime, ages: Mapping[int, Age] | None = None
) -> Pools:
    """`ages`: device → run hours; with it only the devices that keep them count. Hours by the calendar without."""
    made = Pools()
    for device in found:
        if ages is None:
            age: Age | None = calendar
        else:
            age = ages.get(device.id)
        if age is None:
            continue
        seen = spans(device.history, until, age)
        made.whole.add(device, seen)
        made.models.setdefault(device.model, Pool()).add(device, seen)
        if seen.failed.total() >= FEWEST:
            made.devices.setdefault(device.id, Pool()).add(device, seen)
    return made


def chosen(
    known: Pools, above: Sequence[Pools], devices: Sequence[int], models: Iterable[str]
) -> tuple[Pool, Level] | None:
    """The nearest pool with five failures for these devices; None where even the highest category has fewer."""
    if len(devices) == 1 and devices[0] in known.devices:
        return known.devices[devices[0]], "device"
    only = set(models)
    if len(only) == 1:
        pool = known.models.get(next(iter(only)))
        if pool is not None and pool.is_enough:
            return pool, "model"
    if known.whole.is_enough:
        return known.whole, "category"
    for higher in above:
        if higher.whole.is_enough:
            return higher.whole, "parent"
    return None
