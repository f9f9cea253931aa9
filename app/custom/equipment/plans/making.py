"""The tasks that one device of one plan is due, as rows: dates, what is caught up, what is noted as skipped (2.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from . import nominal
from .rules import HOURS, rule_of

MOST_BY_HOURS = 100
"""Of what one reading brings: the last so many. Earlier ones are those of an old device, or of a typing mistake."""
SKIPPED = (
    "停止生成期间错过，只补最近一次 / Missed while nothing was made; only the latest is made up."
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One nominal occurrence: its key, its nominal and due date, and whether it is only noted."""

    key: str
    nominal_on: dt.date
    due_on: dt.date
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """What is due of one series, and where it goes on (columns of the stop). `rows`: columns of the tasks."""

    occurrences: list[Occurrence]
    place: dict[str, Any] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)


RHYTHM = slice(7, -1)
"""Of the columns of a stop: those that its dates hang on; the weekdays, a list, stand behind them."""


def columns(stop: Any, plan: Any, device: Any) -> list[Any]:
    """What is read of a stop that something is due of."""
    return [
        stop.id, stop.plan_id, stop.equipment_id, stop.last_nominal_on, plan.kind,
        device.category_id, device.run_hours, stop.next_on, stop.next_hours, plan.anchor_on,
        plan.interval, plan.unit, plan.basis, plan.catchup, plan.month_end, plan.rule_from,
        plan.nonworkday, plan.lead_days, plan.window_days, plan.weekdays,
    ]  # fmt: skip


def series_of(stop: Any, cap: int | None) -> tuple[Any, ...]:
    """Stops of one series are due the same: worked out once, however many there are."""
    hours = stop.run_hours if stop.unit == HOURS else None
    return (cap, hours, *stop[RHYTHM], tuple(stop.weekdays or ()))


def due_of(
    stop: Any, cap: int | None, today: dt.date, is_workday: Callable[[dt.date], bool]
) -> Due:
    """What is due of a stop (a row of `columns`) today."""
    if stop.unit == HOURS:
        due = by_hours(stop, stop.next_hours, stop.run_hours, today, is_workday)
    else:
        due = by_date(stop, stop.next_on, today, cap, is_workday)
    rows = [task(one, stop.window_days, today) for one in due.occurrences]
    place = dict.fromkeys(("last_nominal_on", "last_hours", "next_on", "next_hours")) | due.place
    return Due(due.occurrences, place if due.place else {}, rows)


def by_date(
    plan: Any,
    begin: dt.date,
    today: dt.date,
    cap: int | None,
    is_workday: Callable[[dt.date], bool],
) -> Due:
    """The nominal dates from `begin` until today + lead; a floating plan has one, and no next until it is done."""
    until = today + dt.timedelta(days=plan.lead_days)
    if plan.basis == "floating":
        if begin > until:
            return Due([])
        due = nominal.floating_due(
            begin, plan.interval, plan.unit, _kept(plan.nonworkday), cap, is_workday
        )
        return Due(
            [Occurrence(begin.isoformat(), begin, due)],
            {"last_nominal_on": begin, "next_on": None},
        )
    rule = rule_of(plan)
    dates = list(nominal.between(rule, begin - dt.timedelta(days=1), until))
    if not dates:
        return Due([])
    dues = {day: nominal.lawful_due(rule, day, plan.nonworkday, cap, is_workday) for day in dates}
    worked = [day for day in dates if dues[day] is not None]
    made, skipped = nominal.caught_up(worked, plan.catchup, today)
    kept = set(made)
    return Due(
        [
            Occurrence(day.isoformat(), day, dues[day] or day, skipped=day not in kept)
            for day in sorted({*made, *skipped})
        ],
        {"last_nominal_on": dates[-1], "next_on": nominal.next_after(rule, dates[-1])},
    )


def _kept(policy: str) -> str:
    """A floating plan has no date to leave out: it would never come again."""
    return "next" if policy == "skip" else policy


def by_hours(
    plan: Any,
    begin: Decimal,
    hours: Decimal,
    today: dt.date,
    is_workday: Callable[[dt.date], bool],
) -> Due:
    """The run hours that were reached, from `begin` on; due on the day when they are noticed."""
    if hours < begin:
        return Due([])
    if plan.basis == "floating":
        reached, following = [begin], None
    else:
        step = Decimal(plan.interval)
        last = int((hours - begin) // step)
        first = max(0, last + 1 - MOST_BY_HOURS)
        reached = [begin + step * k for k in range(first, last + 1)]
        following = reached[-1] + step
    due = nominal.shifted(today, _kept(plan.nonworkday), is_workday) or today
    kept = reached if plan.catchup == "all" else reached[-1:]
    return Due(
        [Occurrence(f"h{_plain(one)}", today, due, skipped=one not in kept) for one in reached],
        {"last_nominal_on": today, "last_hours": reached[-1], "next_hours": following},
    )


def _plain(hours: Decimal) -> str:
    text = f"{hours:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def task(one: Occurrence, window_days: int, today: dt.date) -> dict[str, Any]:
    """What the calculation says of a task, by column; what is made up after its day is late from the start (O5.6)."""
    late_after = one.due_on + dt.timedelta(days=window_days)
    return {
        "nominal_key": one.key,
        "nominal_on": one.nominal_on,
        "due_on": one.due_on,
        "late_after": late_after,
        "state": "skipped" if one.skipped else None,
        "result": "skipped" if one.skipped else None,
        "remark": SKIPPED if one.skipped else None,
        "overdue": True if late_after < today and not one.skipped else None,
    }
