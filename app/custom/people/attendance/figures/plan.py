"""What somebody had to do on a day: minutes on one axis, so that a night shift is nothing special.

A minute is counted from the beginning of the calendar: `date.toordinal() * 1440 + hour * 60 + minute`, in local time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

DAY = 1440
DayKind = Literal["workday", "rest", "statutory"]
SpanKind = Literal["leave", "trip", "overtime"]
Interval = tuple[int, int]


class Rule(NamedTuple):
    """A shift. Times are minutes after the midnight that its day begins with; `end` is above 1440 when it crosses the next."""

    id: int
    start: int
    end: int
    break_from: int | None = None
    break_to: int | None = None
    late_grace: int = 5
    early_grace: int = 5
    absent_after: int = 120
    before: int = 120
    after: int = 240
    follows_calendar: bool = False

    def work(self, midnight: int) -> list[Interval]:
        """Its working time on the axis, without the break."""
        start, end = midnight + self.start, midnight + self.end
        if self.break_from is None or self.break_to is None:
            return [(start, end)]
        return [(start, midnight + self.break_from), (midnight + self.break_to, end)]

    @property
    def standard(self) -> int:
        """Minutes of work without the break."""
        return total(self.work(0))


def rule(
    id: int,
    starts: dt.time,
    ends: dt.time,
    *,
    crosses: bool = False,
    break_from: dt.time | None = None,
    break_to: dt.time | None = None,
    late_grace: int | None = None,
    early_grace: int | None = None,
    absent_after: int | None = None,
    before: int | None = None,
    after: int | None = None,
    follows_calendar: bool = False,
) -> Rule:
    """A rule from times of day; what is None stays the usual (5, 5, 120, 120, 240 minutes)."""
    start, end = minute(starts), minute(ends)
    if crosses or end <= start:
        end += DAY

    def inside(time: dt.time | None) -> int | None:
        if time is None:
            return None
        found = minute(time)
        return found if found >= start else found + DAY

    usual = Rule._field_defaults
    return Rule(
        id, start, end, inside(break_from), inside(break_to),
        usual["late_grace"] if late_grace is None else late_grace,
        usual["early_grace"] if early_grace is None else early_grace,
        usual["absent_after"] if absent_after is None else absent_after,
        usual["before"] if before is None else before,
        usual["after"] if after is None else after,
        follows_calendar,
    )  # fmt: skip


class Plan(NamedTuple):
    """One day of one person. No `rules`: nothing was due. `holiday`: a named holiday, also where only the law's days pay more."""

    day: int
    kind: DayKind
    rules: tuple[Rule, ...] = ()
    holiday: bool = False


class Span(NamedTuple):
    """An approved request on the axis; `detail` is the kind of leave, or "comp" for overtime that is taken as time off."""

    start: int
    end: int
    kind: SpanKind
    detail: str = ""


def planned(
    day: int,
    kind: DayKind,
    rostered: Sequence[Rule | None] | None,
    usual: Rule | None,
    *,
    holiday: bool = False,
) -> Plan:
    """What is due: by the roster (None in it: a day off), else by the usual shift. The calendar frees from what follows it."""
    given = [usual] if rostered is None else rostered
    rules = tuple(
        one for one in given if one is not None and (kind == "workday" or not one.follows_calendar)
    )
    return Plan(day, kind, rules, holiday)


def minute(time: dt.time) -> int:
    """Minutes after midnight; seconds are dropped, in favour of whoever comes."""
    return time.hour * 60 + time.minute


def at(moment: dt.datetime) -> int:
    """A local moment on the axis."""
    return moment.toordinal() * DAY + moment.hour * 60 + moment.minute


# -- intervals, in order and apart from each other --------------------------------------------------


def total(intervals: Iterable[Interval]) -> int:
    """Minutes of all of them."""
    return sum(end - start for start, end in intervals)


def clipped(intervals: Iterable[Interval], start: int, end: int) -> list[Interval]:
    """What lies between `start` and `end`."""
    found = []
    for one, other in intervals:
        low, high = max(one, start), min(other, end)
        if low < high:
            found.append((low, high))
    return found


def without(intervals: Iterable[Interval], start: int, end: int) -> list[Interval]:
    """What lies outside of `start` to `end`."""
    if start >= end:
        return list(intervals)
    found: list[Interval] = []
    for one, other in intervals:
        if other <= start or one >= end:
            found.append((one, other))
            continue
        if one < start:
            found.append((one, start))
        if other > end:
            found.append((end, other))
    return found
