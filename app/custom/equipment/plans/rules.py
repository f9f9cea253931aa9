"""A plan's columns as the rule that the calculation knows, and where a device begins in its series."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any, Protocol

from app.runtime import calendar

from . import nominal
from .nominal import Rule

DAY = dt.timedelta(days=1)
HOURS = "hours"


class PlanLike(Protocol):
    """A plan, or a row with its columns."""

    anchor_on: Any
    interval: Any
    unit: Any
    basis: Any
    catchup: Any
    month_end: Any
    weekdays: Any
    rule_from: Any


def rule_of(plan: PlanLike) -> Rule:
    """Raises nothing: a plan by run hours gives a rule whose dates nobody asks for."""
    return Rule(
        anchor=plan.anchor_on,
        interval=plan.interval,
        unit=plan.unit,
        month_end=bool(plan.month_end),
        weekdays=weekday_numbers(plan.weekdays) if plan.unit == "week" else frozenset(),
        start=plan.rule_from,
    )


def weekday_numbers(names: Any) -> frozenset[int]:
    """`["mon", "fri"]` → {0, 4}."""
    return frozenset(nominal.WEEKDAYS.index(name) for name in names or ())


def beginning(
    plan: PlanLike, today: dt.date, hours: Decimal | None, *, joined: bool = False
) -> dict[str, Any]:
    """Columns of a stop whose series begins now: its first nominal date, or its first run hours.

    Nothing that was due before today is made up, for nobody missed it; only a plan that is activated for the first
    time with `catchup` all counts from its anchor. `joined`: the device came to a plan that runs already.
    """
    if plan.unit == HOURS:
        interval = plan.interval
        at = (hours or Decimal(0)) + interval if plan.basis == "floating" else None
        due = at if at is not None else nominal.next_hours(interval, hours or Decimal(0))
        return {"next_on": None, "next_hours": due}
    from_anchor = plan.catchup == "all" and not joined
    if plan.basis == "floating":
        first = plan.anchor_on if from_anchor else max(plan.anchor_on, today)
        return {"next_on": first, "next_hours": None}
    before = None if from_anchor else today - DAY
    return {"next_on": nominal.next_after(rule_of(plan), before), "next_hours": None}


def changed_from(old: PlanLike, new: PlanLike, last: dt.date, cap: int | None) -> dt.date:
    """The day since when the new rule holds: the next nominal date of the old one after `last`.

    Sooner, right after `last`, where the new rule's own first date would otherwise be further away than the law
    allows: from every six days to every Monday it may be nine days to the first Monday after the sixth.
    """
    start = nominal.next_after(rule_of(old), last)
    first = nominal.next_after(replace(rule_of(new), start=start), last)
    lawful = cap is None or first <= start or (first - last).days <= cap
    return start if lawful else last + DAY


def workday() -> Callable[[dt.date], bool]:
    """Is the day worked, by the company's calendar? Each day is asked once."""
    working = calendar.named("working")
    if not isinstance(working, calendar.WorkingCalendar):
        return lambda _day: True
    return cache(lambda day: bool(working.is_workday(day)))
