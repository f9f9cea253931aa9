"""Who pays for which days of a period: pure dates (domain.md §4.8, proration)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stay:
    """A payer's time in a unit; the day of leaving is his."""

    customer: int
    from_on: dt.date
    to_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """Days with one payer, both ends counted; `customer` None: nobody pays for them."""

    customer: int | None
    start: dt.date
    end: dt.date


def segments(start: dt.date, end: dt.date, stays: Iterable[Stay]) -> list[Segment]:
    """The days from `start` to `end` by payer, in order, gaps too. Who comes on a day that is still the leaver's begins the next day."""
    found: list[Segment] = []
    day = start
    for stay in sorted(stays, key=lambda one: one.from_on):
        until = min(stay.to_on or end, end)
        begin = max(stay.from_on, day)
        if begin > until or begin > end:
            continue
        if begin > day:
            found.append(Segment(None, day, begin - DAY))
        if found and found[-1].customer == stay.customer and found[-1].end + DAY == begin:
            found[-1] = Segment(stay.customer, found[-1].start, until)
        else:
            found.append(Segment(stay.customer, begin, until))
        day = until + DAY
    if day <= end:
        found.append(Segment(None, day, end))
    return found
