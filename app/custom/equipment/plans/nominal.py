"""When a plan is due: nominal dates counted from the anchor, and the days they are moved to (2.2, domain.md §4.5).

Pure: no database. `nominal_k = anchor + k · interval`, always from the anchor and never from the date before, or
31 January would become 28 February, 28 March … (O5.1).
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

Workday = Callable[[dt.date], bool]

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
DAYS = {"day": 1, "week": 7}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONGEST_HOLIDAY = 31
"""Days off in a row; a calendar with more has no working day to move to."""
BROUGHT_FORWARD = 10
"""Days by which `prev` may bring a date forward: the longest public holiday with its weekend."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How often. `anchor`: the day of the month is its; `start`: the first nominal date of the present interval."""

    anchor: dt.date
    interval: int
    unit: str
    month_end: bool = False
    weekdays: frozenset[int] = frozenset()
    """0 = Monday; of weekly plans only. Empty: the weekday of the start."""
    start: dt.date | None = None
    """Set when the interval was changed on the way; None: the anchor."""

    @property
    def first(self) -> dt.date:
        return self.start or self.anchor


def nominal(rule: Rule, k: int) -> dt.date:
    """The k-th nominal date, k ≥ 0. Raises ValueError for a unit that is no date (run hours)."""
    if rule.unit in MONTHS:
        return _month(rule, k)
    if rule.unit == "day":
        return rule.first + dt.timedelta(days=k * rule.interval)
    if rule.unit == "week":
        return _week(rule, k)
    raise ValueError(f"{rule.unit} is no unit of dates")


def _month(rule: Rule, k: int) -> dt.date:
    """Day = that of the anchor, or the last day of a shorter month; always the last with `month_end`."""
    first = rule.first
    number = first.year * 12 + first.month - 1 + k * rule.interval * MONTHS[rule.unit]
    year, month = divmod(number, 12)
    last = monthrange(year, month + 1)[1]
    day = last if rule.month_end else min(rule.anchor.day, last)
    return dt.date(year, month + 1, day)


def _week(rule: Rule, k: int) -> dt.date:
    """Every n-th week, on each of the chosen weekdays; days of the first week before the start do not count."""
    first = rule.first
    if not rule.weekdays:
        return first + dt.timedelta(days=7 * k * rule.interval)
    monday = first - dt.timedelta(days=first.weekday())
    chosen = sorted(rule.weekdays)
    missed = sum(day < first.weekday() for day in chosen)
    week, place = divmod(k + missed, len(chosen))
    return monday + dt.timedelta(days=7 * week * rule.interval + chosen[place])


def number_after(rule: Rule, day: dt.date) -> int:
    """The smallest k whose nominal date is after `day`."""
    k = max(0, _estimate(rule, day))
    while k > 0 and nominal(rule, k - 1) > day:
        k -= 1
    while nominal(rule, k) <= day:
        k += 1
    return k


def _estimate(rule: Rule, day: dt.date) -> int:
    first = rule.first
    if rule.unit in MONTHS:
        months = (day.year - first.year) * 12 + day.month - first.month
        return months // (rule.interval * MONTHS[rule.unit])
    days = (day - first).days // (rule.interval * DAYS[rule.unit])
    return days * (len(rule.weekdays) or 1)


def next_after(rule: Rule, day: dt.date | None) -> dt.date:
    """The first nominal date after `day`; the very first for None."""
    return nominal(rule, 0 if day is None else number_after(rule, day))


def between(rule: Rule, after: dt.date | None, until: dt.date) -> Iterator[dt.date]:
    """The nominal dates in (after, until], in order; None: from the first one on."""
    k = 0 if after is None else number_after(rule, after)
    while (day := nominal(rule, k)) <= until:
        yield day
        k += 1


# -- days off -------------------------------------------------------------------------------------


def shifted(day: dt.date, policy: str, is_workday: Workday) -> dt.date | None:
    """The due date: `none` as it is, `next`/`prev` the nearest working day, `skip` None on a day off.

    Make-up days are working days of the calendar that is handed in. Raises ValueError when a month has none.
    """
    if policy == "none" or is_workday(day):
        return day
    if policy == "skip":
        return None
    step = dt.timedelta(days=1 if policy == "next" else -1)
    for number in range(1, LONGEST_HOLIDAY + 1):
        if is_workday(day + step * number):
            return day + step * number
    raise ValueError(f"No working day within {LONGEST_HOLIDAY} days of {day}.")


def lawful_due(
    rule: Rule, day: dt.date, policy: str, cap: int | None, is_workday: Workday
) -> dt.date | None:
    """The due date of a nominal date, None where it is left out; never more than `cap` days after the one before.

    Days off give way to the law: a date is put off only so far, and left out only where those around it are near
    enough. The first date of a changed rule stays where it is: nobody knows here when the last one of the old rule was
    due. What `prev` does to the gap is for `longest_gap`.
    """
    due = shifted(day, policy, is_workday)
    if cap is None or (rule.start is None and due is not None and due <= day):
        return due
    k = number_after(rule, day) - 1
    if k < 1 and rule.start is not None:
        return day
    if due is None:
        return None if _may_be_left_out(rule, k, cap, is_workday) else day
    if due <= day or k < 1:
        return due
    before = lawful_due(rule, nominal(rule, k - 1), policy, cap, is_workday)
    return due if before is None else min(due, before + dt.timedelta(days=cap))


def _may_be_left_out(rule: Rule, k: int, cap: int, is_workday: Workday) -> bool:
    """Whether the nearest dates on working days, before and after the k-th, are no further apart than `cap` days."""
    day = nominal(rule, k)
    earliest, latest = (day + dt.timedelta(days=cap * way) for way in (-1, 1))
    before = next(
        (
            one
            for j in range(k - 1, -1, -1)
            if is_workday(one := nominal(rule, j)) or one < earliest
        ),
        nominal(rule, 0),
    )
    after, j = day, k
    while after <= latest and not is_workday(after):
        j += 1
        after = nominal(rule, j)
    return (after - before).days <= cap


# -- floating, run hours --------------------------------------------------------------------------


def floating_due(
    day: dt.date, interval: int, unit: str, policy: str, cap: int | None, is_workday: Workday
) -> dt.date:
    """The due date of `rolled`; put off by days off only so far that it is lawful whatever months lie between."""
    due = shifted(day, policy, is_workday) or day
    if cap is None:
        return due
    room = max(0, cap - longest_days(interval, unit))
    return min(due, day + dt.timedelta(days=room))


def rolled(completed: dt.date, interval: int, unit: str) -> dt.date:
    """Floating plans: the next date, counted from the day when the last task was completed (O5.4)."""
    return nominal(Rule(completed, interval, unit), 1)


def hours_between(interval: int, after: Decimal, until: Decimal) -> list[int]:
    """The multiples of `interval` run hours in (after, until], in order (O5.7)."""
    first = int(after // interval) + 1
    return [k * interval for k in range(first, int(until // interval) + 1)]


def next_hours(interval: int, after: Decimal) -> Decimal:
    """The first multiple of `interval` run hours above `after`."""
    return Decimal((int(after // interval) + 1) * interval)


# -- what is caught up ----------------------------------------------------------------------------


def caught_up(
    due: list[dt.date], policy: str, today: dt.date
) -> tuple[list[dt.date], list[dt.date]]:
    """(to be made, to be noted as skipped) of the dates that are due to be made; `latest` keeps one of the past.

    O5.6: down from 03-02 to 03-30, `latest` → 03-30 and 04-06; 03-16 and 03-23 are skipped.
    """
    past = sum(day <= today for day in due)
    if policy == "all" or past < 2:
        return due, []
    return due[past - 1 :], due[: past - 1]


# -- the law --------------------------------------------------------------------------------------


def longest_gap(
    interval: int,
    unit: str,
    *,
    weekdays: frozenset[int] = frozenset(),
    policy: str = "none",
) -> int:
    """The most days between two due dates of such a rule: a month has up to 31, a year 366.

    A date that is put off (`next`) or left out is bounded by `lawful_due`; one brought forward widens the gap behind
    it. A plan that leaves dates out is lawful when one of them may be.
    """
    days = longest_days(interval, unit, weekdays)
    if policy == "prev":
        return days + BROUGHT_FORWARD
    return 2 * days if policy == "skip" else days


def longest_days(interval: int, unit: str, weekdays: frozenset[int] = frozenset()) -> int:
    """The most days between two nominal dates. Raises ValueError for run hours, which say nothing about days."""
    if unit == "day":
        return interval
    if unit == "week":
        return _longest_of_weeks(interval, weekdays)
    if unit in MONTHS:
        return _longest_of_months(interval * MONTHS[unit])
    raise ValueError(f"{unit} is no unit of dates")


def _longest_of_weeks(interval: int, weekdays: frozenset[int]) -> int:
    chosen = sorted(weekdays)
    if len(chosen) < 2:
        return 7 * interval
    inside = max(b - a for a, b in pairwise(chosen))
    return max(inside, 7 * interval - chosen[-1] + chosen[0])


@lru_cache(maxsize=512)
def _longest_of_months(months: int) -> int:
    """Over every month of a leap cycle, for every day of the month that an anchor can have."""
    longest = 0
    for day in (28, 29, 30, 31):
        rule = Rule(dt.date(2024, 1, day), 1, "month")
        dates = [nominal(rule, k) for k in range(48 + months + 1)]
        gaps = ((b - a).days for a, b in zip(dates, dates[months:], strict=False))
        longest = max(longest, *gaps)
    return longest
