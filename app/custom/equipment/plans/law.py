"""The longest interval that the law allows, and the plans that are rarer (2.2, O5.8)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.generated.equipment import Equipment
from app.generated.maintenance_plan import MaintenancePlan
from app.generated.plan_stop import PlanStop
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from .. import categories
from .nominal import longest_days, longest_gap
from .rules import HOURS, weekday_numbers

NAMED = 5
"""Plans that one message names."""
TESTS = "calibrate"
"""A statutory test has its own validity on the device; the cap of the category is about care between tests."""
STATUTORY = ("maintain", TESTS)
"""Kinds of what the law asks for; a mere look at a device is not among them."""


def asks_for(ctx: Context, kind: str | None, category_id: int, *, special: bool | None) -> bool:
    """Whether the law asks for maintenance of this kind: where it says an interval, and tests of special equipment."""
    if kind not in STATUTORY:
        return False
    return (kind == TESTS and bool(special)) or categories.tree(ctx).cap(category_id) is not None


def devices_in_law(ctx: Context, plan_id: int, kind: str | None) -> list[int]:
    """The devices of the plan that are not scrapped and that the law asks maintenance of this kind of."""
    if kind not in STATUTORY:
        return []
    rows = ctx.session.execute(
        select(Equipment.id, Equipment.category_id, Equipment.special)
        .join(PlanStop, PlanStop.equipment_id == Equipment.id)
        .where(
            PlanStop.plan_id == plan_id,
            PlanStop.deleted_at.is_(None),
            Equipment.state != "scrapped",
            Equipment.deleted_at.is_(None),
        )
        .order_by(Equipment.id)
    )
    return [row.id for row in rows if asks_for(ctx, kind, row.category_id, special=row.special)]


def keep_the_law(
    ctx: Context, plan: Any, category_ids: Collection[int], *, field: str | None = None
) -> None:
    """Raise RuleViolation when the plan is rarer than the law allows for one of the categories."""
    strictest = None if plan.kind == TESTS else categories.tree(ctx).strictest(category_ids)
    found = breach(plan, *strictest) if strictest is not None else None
    if found is not None:
        raise RuleViolation(found.text, field=field or found.field)


@dataclass(frozen=True, slots=True)
class Breach:
    """Where the plan is rarer than the law allows, and what to do about it."""

    field: str
    text: str


def breach(plan: Any, cap: int, category: categories.Category) -> Breach | None:
    """None: the plan comes at least every `cap` days."""
    if plan.unit == HOURS:
        return Breach(
            "unit",
            f"{category.name}的法定最长间隔是 {cap} 天，须按日期维护，不能只按运行小时 / "
            f"The law asks for {category.name} every {cap} days: plan it by dates, not by run hours.",
        )
    days = weekday_numbers(plan.weekdays) if plan.unit == "week" else frozenset()
    plain = longest_days(plan.interval, plan.unit, days)
    if plain > cap:
        return Breach(
            "interval",
            f"{category.name}的法定最长间隔是 {cap} 天，此计划两次之间最长 {plain} 天，请缩短间隔 / "
            f"The law allows {cap} days between two of {category.name}; here it may be {plain}. "
            "Shorten the interval.",
        )
    longest = longest_gap(plan.interval, plan.unit, weekdays=days, policy=plan.nonworkday)
    if longest > cap:
        return Breach(
            "nonworkday",
            f"{category.name}的法定最长间隔是 {cap} 天，遇非工作日提前或跳过后最长 {longest} 天："
            "请选照常或顺延，或缩短间隔 / "
            f"The law allows {cap} days between two of {category.name}; with days brought forward or left "
            f"out it may be {longest}. Choose “as it is” or “next working day”, or shorten the interval.",
        )
    return None


def covered(ctx: Context, plan: MaintenancePlan) -> Collection[int]:
    """The categories of the devices that the plan has now."""
    return ctx.session.scalars(
        select(Equipment.category_id)
        .join(PlanStop, PlanStop.equipment_id == Equipment.id)
        .where(PlanStop.plan_id == plan.id, PlanStop.deleted_at.is_(None))
        .distinct()
    ).all()


def is_cared_for(
    ctx: Context, device_id: int, kind: str | None, *, without: int = 0, source: str = ""
) -> bool:
    """Whether a running plan of the kind holds the device. `without`: another one than this; `source`: made from it."""
    plan = MaintenancePlan
    wanted = [plan.source == source] if source else []
    found = ctx.session.scalar(
        select(plan.id)
        .join(PlanStop, PlanStop.plan_id == plan.id)
        .where(
            PlanStop.equipment_id == device_id,
            PlanStop.deleted_at.is_(None),
            plan.id != without,
            plan.kind == kind,
            plan.state.in_(("active", "paused") if source else ("active",)),
            plan.deleted_at.is_(None),
            *wanted,
        )
        .limit(1)
    )
    return found is not None


def plans_keep_the_law(ctx: Context, condition: Any, *, field: str) -> None:
    """Raise RuleViolation when plans of these devices (a condition) are rarer than the law says now; names them."""
    plan = MaintenancePlan
    rows = ctx.session.execute(
        select(
            plan.id, plan.code, plan.kind, plan.interval, plan.unit, plan.weekdays,
            plan.nonworkday, Equipment.category_id,
        )
        .join(PlanStop, PlanStop.plan_id == plan.id)
        .join(Equipment, Equipment.id == PlanStop.equipment_id)
        .where(
            condition,
            plan.state != "archived",
            plan.kind != TESTS,
            plan.deleted_at.is_(None),
            PlanStop.active.is_(True),
            PlanStop.deleted_at.is_(None),
        )
        .order_by(plan.id)
    ).all()  # fmt: skip
    tree = categories.tree(ctx)
    rarer: dict[str, int] = {}
    for row in rows:
        strictest = tree.strictest([row.category_id])
        if strictest is not None and breach(row, *strictest) is not None:
            rarer[str(row.code)] = strictest[0]
    if rarer:
        codes = list(rarer)[:NAMED]
        raise RuleViolation(
            f"{len(rarer)} 个计划的间隔超过法定最长 {min(rarer.values())} 天，请先修改：{'、'.join(codes)} / "
            f"{len(rarer)} plans are rarer than the {min(rarer.values())} days of the law; "
            f"change them first: {', '.join(codes)}.",
            field=field,
        )
