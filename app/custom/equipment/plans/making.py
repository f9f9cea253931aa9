"""The tasks that one device of one plan is due, as rows: dates, what is caught up, what is noted as skipped (2.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from . import nominal
from .rules import HOURS, rule_of

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
    """What is due of one series, and where it goes on (columns of the stop)."""

    occurrences: list[Occurrence]
    place: dict[str, Any] = field(default_factory=dict)


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
        due = nominal.shifted(begin, _kept(plan.nonworkday), is_workday) or begin
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
        reached = [begin + step * k for k in range(int((hours - begin) // step) + 1)]
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


def task(stop: Any, one: Occurrence, today: dt.date) -> dict[str, Any]:
    """The row of a task, by column; `stop` brings the columns of its plan and its device.

    What is made up after its day is late from the start (O5.6).
    """
    late_after = one.due_on + dt.timedelta(days=stop.window_days)
    row: dict[str, Any] = {
        "plan_id": stop.plan_id,
        "equipment_id": stop.equipment_id,
        "equipment_name": stop.equipment_name,
        "location": stop.location,
        "category_id": stop.category_id,
        "project_id": stop.project_id,
        "kind": stop.kind,
        "nominal_key": one.key,
        "nominal_on": one.nominal_on,
        "due_on": one.due_on,
        "late_after": late_after,
        "sort_no": stop.sort_no,
        "standard_min": stop.standard_min,
        "told_level": 0,
        "overdue": True if late_after < today and not one.skipped else None,
    }
    if one.skipped:
        row |= {"state": "skipped", "result": "skipped", "remark": SKIPPED}
    return row


def is_by_hours(plan: Any) -> bool:
    return bool(plan.unit == HOURS)
