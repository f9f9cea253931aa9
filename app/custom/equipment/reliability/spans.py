"""A device's history as spans: from one renewal to a failure, or to where nothing failed (2.5, domain.md §4.7)."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

LEAST_HOURS = 1.0
"""The clock of fault reports is no finer; a shorter span would weigh by its logarithm far more than it says."""

Age = Callable[[dt.datetime], float]
"""The hours that a device has behind it at a moment, counted from any zero."""


class Failure(NamedTuple):
    """One repair that counts as a failure. `cost` in yuan; `down_min` None where the device went on running."""

    fault_at: dt.datetime
    restored_at: dt.datetime
    cost: Decimal
    down_min: int | None


class Maintenance(NamedTuple):
    """One maintenance that was done; `minutes` it took, None where nobody said."""

    at: dt.datetime
    minutes: int | None


class Stay(NamedTuple):
    """A time out of service; `until` None: still."""

    since: dt.datetime
    until: dt.datetime | None


@dataclass(slots=True)
class History:
    """What is known of one device. `in_service`: the midnight of its first day; `known_from`: since when it is recorded."""

    in_service: dt.datetime
    known_from: dt.datetime
    failures: list[Failure] = field(default_factory=list)
    maintained: list[Maintenance] = field(default_factory=list)
    open_fault: dt.datetime | None = None
    out: list[Stay] = field(default_factory=list)

    @property
    def begins(self) -> dt.datetime:
        """The later of both; never after the first thing that happened to it and was written down."""
        happened = [one.fault_at for one in self.failures] + [one.at for one in self.maintained]
        known = min([self.known_from, *happened, *filter(None, [self.open_fault])])
        return max(self.in_service, known)

    @property
    def age_is_known(self) -> bool:
        return self.begins <= self.in_service


@dataclass(slots=True)
class Spans:
    """Length in hours → how often. `failed` ended in a failure, `censored` did not."""

    failed: Counter[float] = field(default_factory=Counter)
    censored: Counter[float] = field(default_factory=Counter)

    def add(self, other: Spans) -> None:
        self.failed.update(other.failed)
        self.censored.update(other.censored)


def calendar(moment: dt.datetime) -> float:
    """Hours by the calendar."""
    return moment.timestamp() / 3600


def spans(device: History, until: dt.datetime, age: Age = calendar) -> Spans:
    """The spans of one device up to `until`. A failure renews it when it is restored, maintenance at once.

    What happens while it is down belongs to the fault that is being repaired. Without a known age the first span is left out.
    """
    found = Spans()
    renewed = device.begins if device.age_is_known else None
    busy_until = device.begins
    for at, end, failed in _events(device, until):
        if at < busy_until:
            busy_until = max(busy_until, end)
            renewed = busy_until if renewed is not None else None
            continue
        if renewed is not None and at > renewed:
            (found.failed if failed else found.censored)[_hours(age, renewed, at)] += 1
        renewed = busy_until = end
    if renewed is not None and until > renewed and device.open_fault is None:
        found.censored[_hours(age, renewed, until)] += 1
    return found


def _events(device: History, until: dt.datetime) -> Iterable[tuple[dt.datetime, dt.datetime, bool]]:
    """(when, renewed when, whether it failed), in order. An open fault ends what can be said."""
    events = [(one.fault_at, one.restored_at, True) for one in device.failures]
    events += [(one.at, one.at, False) for one in device.maintained]
    events += [(stay.since, stay.until or until, False) for stay in device.out]
    if device.open_fault is not None:
        events.append((device.open_fault, until, False))
    return sorted(event for event in events if event[0] < until)


def _hours(age: Age, start: dt.datetime, end: dt.datetime) -> float:
    # To a tenth: a fleet's million spans are a few thousand lengths then.
    return max(LEAST_HOURS, round(age(end) - age(start), 1))


def in_service_hours(device: History, start: dt.datetime, end: dt.datetime) -> float:
    """Hours of the window in which the device was in service and observed: the T of MTBF."""
    begins = max(start, device.begins)
    whole = _overlap(begins, end, begins, end)
    return whole - sum(_overlap(begins, end, s.since, s.until or end) for s in device.out)


def _overlap(start: dt.datetime, end: dt.datetime, since: dt.datetime, until: dt.datetime) -> float:
    return max(0.0, (min(end, until) - max(start, since)).total_seconds()) / 3600


def clipped_hours(stays: Iterable[Stay], start: dt.datetime, end: dt.datetime) -> float:
    """Hours of the window that lie in any of the stays; where they overlap, once."""
    total, covered = 0.0, start
    for stay in sorted(stays, key=lambda one: one.since):
        total += _overlap(covered, end, stay.since, stay.until or end)
        covered = max(covered, min(stay.until or end, end))
    return total


def running(readings: Sequence[tuple[dt.datetime, float]]) -> Age:
    """Run hours at a moment, between readings in proportion; beyond them at the mean pace. Two readings at least."""
    moments = [calendar(at) for at, _hours in readings]
    hours = [value for _at, value in readings]
    pace = (hours[-1] - hours[0]) / max(moments[-1] - moments[0], 1e-9)

    def age(moment: dt.datetime) -> float:
        at = calendar(moment)
        place = bisect_right(moments, at)
        if place == 0:
            return hours[0] - (moments[0] - at) * pace
        if place == len(moments):
            return hours[-1] + (at - moments[-1]) * pace
        before, after = moments[place - 1], moments[place]
        return hours[place - 1] + (hours[place] - hours[place - 1]) * (at - before) / (
            after - before
        )

    return age
