"""The next dates of a plan as it stands or is typed, each with the reason why it is not the nominal day (2.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import count
from types import SimpleNamespace
from typing import Any

from app.forms.foreseen import Line, foresees
from app.generated.equipment import Equipment
from app.generated.maintenance_plan import MaintenancePlan
from app.runtime import filters, query
from app.runtime.context import Context
from app.runtime.errors import Message, bilingual, message
from app.runtime.field import label

from .. import categories
from . import law, nominal
from .nominal import MONTHS
from .rules import HOURS, rule_of, workday

SHOWN = 6
MOST = 60
"""Nominal dates that are looked at, when days off are left out."""
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")

NO_CALENDAR = message(
    zh="工作时间设置有误，无法推算日期：请检查工作时间",
    en="The working hours cannot be read, so no date can be told: check them",
)

Workday = Callable[[dt.date], bool]


@foresees(
    MaintenancePlan,
    label(zh="接下来六次", en="The next six"),
    [
        "interval", "unit", "basis", "anchor_on", "month_end", "weekdays", "nonworkday", "kind",
        "covers", "equipment", "category", "rule_from", "state",
    ],
)  # fmt: skip
def next_dates(ctx: Context, values: Mapping[str, Any]) -> list[Line]:
    """From today on; nothing while the rule is not complete, or when the plan has ended."""
    plan = SimpleNamespace(**{"catchup": "latest", **values})
    if plan.state == "archived" or not plan.interval or not plan.unit or not plan.anchor_on:
        return []
    device = _device(ctx, plan)
    tree = categories.tree(ctx)
    category = device["category"]["id"] if device and device["category"] else plan.category
    strictest = tree.strictest([category]) if category and plan.kind != law.TESTS else None
    broken = law.breach(plan, *strictest) if strictest else None
    warned = [_line(bilingual(broken.text), color="red")] if broken else []
    if plan.unit == HOURS:
        return [*warned, *_by_hours(plan, device)]
    cap = strictest[0] if strictest else None
    dates = _rolling(plan, ctx.today) if plan.basis == "floating" else _fixed(plan, cap, ctx.today)
    try:
        return [*warned, *dates]
    except ValueError:
        # Of a calendar that cannot be read; the page of the plan must still open, so that it can be looked at.
        return [*warned, _line(NO_CALENDAR, color="red")]


def _device(ctx: Context, plan: Any) -> Any:
    """The plan's device, as far as the reader may see it."""
    if plan.covers != "equipment" or not plan.equipment:
        return None
    where = filters.parse(Equipment, ctx.actor, [("id", str(plan.equipment))])
    found = query.rows(ctx, Equipment, where=where, columns=["category", "run_hours"], limit=1)
    return found.items[0] if found.items else None


def _fixed(plan: Any, cap: int | None, today: dt.date) -> Iterator[Line]:
    rule, is_workday = rule_of(plan), workday()
    first = nominal.number_after(rule, today - dt.timedelta(days=1))
    shown = 0
    for k in range(first, first + MOST):
        day = nominal.nominal(rule, k)
        due = nominal.lawful_due(rule, day, plan.nonworkday or "none", cap, is_workday)
        yield _told(rule, day, due, cap, is_workday, plan.nonworkday)
        shown += due is not None
        if shown == SHOWN:
            return


def _told(
    rule: nominal.Rule,
    day: dt.date,
    due: dt.date | None,
    cap: int | None,
    is_workday: Workday,
    policy: str | None,
) -> Line:
    """One date; where it is not the nominal one, why."""
    if due is None:
        return _line(_day(day), message(zh="休息日，跳过", en="a day off, left out"), "gray")
    if due != day:
        later = nominal.shifted(day, policy or "none", is_workday)
        if later != due:
            return _line(
                _day(due),
                message(
                    zh=f"{day:%m-%d} 休息；法定最长 {cap} 天，不能再顺延",
                    en=f"{day:%m-%d} is a day off; the law allows {cap} days and no more",
                ),
                "orange",
            )
        zh, en = ("顺延", "put off") if due > day else ("提前", "brought forward")
        return _line(
            _day(due),
            message(
                zh=f"{day:%m-%d} {_zh(day)}休息，{zh}", en=f"{day:%a %m-%d} is a day off, {en}"
            ),
            "yellow",
        )
    if rule.unit in MONTHS and not rule.month_end and day.day < rule.anchor.day:
        return _line(
            _day(day),
            message(
                zh=f"当月没有 {rule.anchor.day} 日，取月末",
                en=f"no day {rule.anchor.day} in this month: its last day",
            ),
        )
    if day.weekday() > 4 and is_workday(day) and policy not in (None, "none"):
        return _line(_day(day), message(zh="调休上班", en="a working day in exchange"))
    if not is_workday(day):
        return _line(_day(day), message(zh="休息日，照常", en="a day off, as it is"))
    return _line(_day(day))


def _rolling(plan: Any, today: dt.date) -> Iterator[Line]:
    """As if each were done on its day."""
    is_workday = workday()
    policy = "next" if plan.nonworkday == "skip" else plan.nonworkday or "none"
    day = max(plan.anchor_on, today)
    for number in range(SHOWN):
        due = nominal.shifted(day, policy, is_workday) or day
        yield _line(
            _day(due),
            message(zh="上次当天完成时", en="if the one before is done on its day")
            if number
            else message(zh="从完成日起算下一次", en="the next counts from the day it is done"),
        )
        day = nominal.rolled(due, plan.interval, plan.unit)


def _by_hours(plan: Any, device: Any) -> Iterator[Line]:
    hours = Decimal(device["run_hours"] or 0) if device else Decimal(0)
    first = (
        hours + plan.interval if plan.basis == "floating" else nominal.next_hours(plan.interval, hours)
    )  # fmt: skip
    for k in count():
        if k == SHOWN:
            return
        at = first + k * plan.interval
        left = at - hours
        note = (
            message(zh=f"还差 {_plain(left)} 小时", en=f"{_plain(left)} hours to go")
            if device
            else None
        )
        yield _line(message(zh=f"{_plain(at)} 小时", en=f"{_plain(at)} hours"), note)


def _plain(hours: Decimal) -> str:
    text = f"{hours:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _line(text: Message, note: Message | None = None, color: str = "") -> Line:
    return Line(text, note, color)


def _day(day: dt.date) -> Message:
    return message(zh=f"{day} {_zh(day)}", en=f"{day} {day:%a}")


def _zh(day: dt.date) -> str:
    return WEEKDAYS[day.weekday()]
