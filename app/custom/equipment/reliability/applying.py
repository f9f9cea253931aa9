"""A reviewed suggestion changes its plan: under lock, within the law, from the next nominal date on (2.5, domain.md §3.20)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select

from app.generated.equipment import Equipment
from app.generated.maintenance_advice import MaintenanceAdvice, maintenance_advice_hooks
from app.generated.maintenance_plan import MaintenancePlan
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from .. import categories
from .intervals import DAYS
from .plans import days_of, served

LEAST_TRIAL = 90
"""Days before the effect of a change is looked at, or two intervals where those are longer."""
MONTHS = {30: 1, 60: 2, 90: 3, 180: 6}
"""Days of the usual lengths that are whole months."""


@maintenance_advice_hooks.on_transition("apply")
def change_the_plan(said: MaintenanceAdvice, ctx: Context) -> None:
    """The interval of the plan becomes the suggested one. What was issued stays; the plan's own hooks see to the dates."""
    plan = _locked(ctx, said)
    days = said.suggested_days
    if days is None or said.current_days is None:
        raise RuleViolation("此建议没有周期 / This suggestion names no interval.")
    _must_be_as_it_was(plan, said.current_days)
    devices = served(ctx, MaintenancePlan.id == plan.id).get(plan.id, {})
    strictest = categories.tree(ctx).strictest({category for category, _model in devices.values()})
    most = strictest[0] if strictest is not None else None
    if most is not None and days > most:
        raise RuleViolation(
            f"法定最长间隔现在是 {most} 天，短于建议的 {days} 天；请不采纳，下月重新计算 / "
            f"The longest lawful interval is {most} days now, shorter than the suggested {days}: "
            "reject this one, the next month works it out again.",
            code="unlawful",
        )
    interval, unit = rhythm(plan.interval, plan.unit, said.current_days, days, lawful=most)
    values: dict[str, Any] = {"interval": interval, "unit": unit, "source": "advice"}
    if unit != "week" or len(plan.weekdays or ()) > 1:
        values["weekdays"] = None
    if unit not in ("month", "quarter", "half", "year"):
        values["month_end"] = False
    ctx.update(plan, **values)
    _tell_the_device(ctx, plan, interval, unit)
    said.applied_on = ctx.today
    said.check_on = ctx.today + dt.timedelta(days=max(LEAST_TRIAL, 2 * days))


@maintenance_advice_hooks.on_transition("handle")
def note_the_day(said: MaintenanceAdvice, ctx: Context) -> None:
    """The other kinds are acted upon by people."""
    said.applied_on = ctx.today


def rhythm(
    interval: int, unit: str, current: int, days: int, *, lawful: int | None
) -> tuple[int, str]:
    """(interval, unit) of a plan that had `interval` × `unit`, `current` days, and is to have `days`.

    Months stay months, so that the day of the month does not drift; a lawful limit is in days, so the interval is too.
    Run hours change in proportion.
    """
    if unit == "hours":
        return max(1, round(interval * days / current)), unit
    if lawful is None and unit == "week" and days % 7 == 0:
        return days // 7, "week"
    if lawful is None and unit in ("month", "quarter", "half", "year"):
        if days in MONTHS:
            return MONTHS[days], "month"
        if days == DAYS["year"]:
            return 1, "year"
    return days, "day"


def _locked(ctx: Context, said: MaintenanceAdvice) -> MaintenancePlan:
    plan = ctx.query(
        select(MaintenancePlan)
        .where(MaintenancePlan.id == said.plan_id, MaintenancePlan.deleted_at.is_(None))
        .with_for_update(of=MaintenancePlan, key_share=True)
        .execution_options(populate_existing=True)
    ).first()
    if plan is None or plan.state == "archived":
        raise RuleViolation(
            "维护计划已停止，建议无法应用；请不采纳 / The plan has ended: reject this suggestion.",
            code="plan_ended",
        )
    return plan


def _must_be_as_it_was(plan: MaintenancePlan, current: int) -> None:
    """Somebody may have changed the plan since the suggestion was made. Run hours a day vary: those change in proportion."""
    if plan.unit == "hours":
        return
    now = days_of(plan.interval, plan.unit, len(plan.weekdays or ()))
    if now != current:
        raise RuleViolation(
            f"计划 {plan.code} 的周期已改为 {now} 天，建议是按 {current} 天算的；请不采纳，下月按新周期重新计算 / "
            f"The interval of {plan.code} is {now} days by now; the suggestion was made for {current}. "
            "Reject it: the next month works from the new interval.",
            code="plan_changed",
        )


def _tell_the_device(ctx: Context, plan: MaintenancePlan, interval: int, unit: str) -> None:
    """The device whose own interval made the plan shows the new one."""
    if plan.covers != "equipment" or plan.equipment_id is None or unit == "hours":
        return
    device = ctx.get(Equipment, plan.equipment_id)
    if device.interval is not None and (device.interval, device.interval_unit) != (interval, unit):
        ctx.update(device, interval=interval, interval_unit=unit)
