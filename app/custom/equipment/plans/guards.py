"""What a plan must keep: a rule that has dates, the devices of its own project, and the law (2.2, O5.8)."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from app.generated.equipment import Equipment, equipment_hooks
from app.generated.equipment_category import EquipmentCategory, equipment_category_hooks
from app.generated.maintenance_plan import MaintenancePlan, maintenance_plan_hooks
from app.generated.plan_stop import PlanStop, plan_stop_hooks
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from .. import categories
from .law import covered, keep_the_law, plans_keep_the_law
from .nominal import DAYS, MONTHS, longest_days
from .rules import HOURS

MOST_DAYS = 3660
"""Ten years: nothing that is maintained more rarely needs a plan."""
MOST_MISSED = 1000
"""Dates before today that a new plan makes up for each device."""
UNITS = {
    "day": ("天", "days"),
    "week": ("周", "weeks"),
    "month": ("个月", "months"),
    "quarter": ("个季度", "quarters"),
    "half": ("个半年", "half years"),
    "year": ("年", "years"),
}


@maintenance_plan_hooks.check
def plan_can_be_kept(plan: MaintenancePlan, ctx: Context) -> None:
    """The rule makes sense, the device is the project's, and no interval is longer than the law allows."""
    relevant = {
        "interval", "unit", "weekdays", "month_end", "nonworkday", "kind", "covers", "equipment",
        "category", "project", "anchor_on", "catchup",
    }  # fmt: skip
    if ctx.transition_name != "activate" and not relevant & set(ctx.changes):
        return
    _rule_makes_sense(plan)
    _dates_are_near(plan, ctx)
    device = ctx.get(Equipment, plan.equipment_id) if plan.equipment_id else None
    if device is not None and device.project_id != plan.project_id:
        raise RuleViolation(
            "设备不属于所选项目 / The device belongs to another project.", field="equipment"
        )
    if device is not None and device.state == "scrapped":
        raise RuleViolation("设备已报废 / The device is scrapped.", field="equipment")
    keep_the_law(ctx, plan, _categories(ctx, plan, device))


def _rule_makes_sense(plan: MaintenancePlan) -> None:
    if plan.unit == HOURS:
        if plan.month_end:
            raise RuleViolation(
                "按运行小时的计划没有月末 / A plan by run hours knows no end of a month.",
                field="month_end",
            )
        return
    if plan.month_end and plan.unit not in MONTHS:
        raise RuleViolation(
            "只有按月、季、半年、年的计划能选月末 / Only plans by months end at the end of the month.",
            field="month_end",
        )
    days = plan.interval * (DAYS.get(plan.unit) or 28 * MONTHS.get(plan.unit, 1))
    if days > MOST_DAYS:
        raise RuleViolation(
            "间隔不能超过十年 / An interval is ten years at most.", field="interval"
        )


def _dates_are_near(plan: MaintenancePlan, ctx: Context) -> None:
    """A mistyped year makes neither tasks by the ten thousand nor a plan that never begins."""
    if (plan.anchor_on - ctx.today).days > MOST_DAYS:
        raise RuleViolation(
            "锚定日不能晚于十年后，请核对年份 / The anchor date is within ten years: check the year.",
            field="anchor_on",
        )
    new = ctx.operation.action == "create" or ctx.transition_name == "activate"
    if plan.unit == HOURS or plan.catchup != "all" or plan.basis != "fixed" or not new:
        return
    step = plan.interval * (DAYS.get(plan.unit) or 28 * MONTHS.get(plan.unit, 1))
    missed = (ctx.today - plan.anchor_on).days // step
    if missed > MOST_MISSED and plan.rule_from is None and not _has_begun(plan, ctx):
        raise RuleViolation(
            f"从锚定日起要补 {missed} 次，最多 {MOST_MISSED} 次：请改锚定日，或选“只补最近一次” / "
            f"Since the anchor date {missed} would be made up, {MOST_MISSED} at most: "
            "take a later date, or “the latest only”.",
            field="anchor_on",
        )


def _has_begun(plan: MaintenancePlan, ctx: Context) -> bool:
    found = ctx.session.scalar(
        select(PlanStop.id)
        .where(PlanStop.plan_id == plan.id, PlanStop.last_nominal_on.is_not(None))
        .limit(1)
    )
    return found is not None


def _categories(ctx: Context, plan: MaintenancePlan, device: Equipment | None) -> Collection[int]:
    """The categories of all devices that the plan covers, or will cover."""
    if device is not None:
        return [device.category_id]
    if plan.category_id is not None:
        return categories.tree(ctx).below(plan.category_id)
    return covered(ctx, plan)


@equipment_category_hooks.on_update
def plans_keep_a_stricter_law(category: EquipmentCategory, ctx: Context) -> None:
    """The law became stricter, or the category stands under a stricter one."""
    if not {"reg_max_days", "parent"} & set(ctx.changes):
        return
    ctx.session.flush()
    below = categories.tree(ctx).below(category.id)
    field = "reg_max_days" if "reg_max_days" in ctx.changes else "parent"
    plans_keep_the_law(ctx, Equipment.category_id.in_(below), field=field)


@equipment_hooks.check
def own_interval_keeps_the_law(device: Equipment, ctx: Context) -> None:
    """The interval on the device becomes a plan, so the law is told where the interval is typed."""
    if not {"interval", "interval_unit", "category"} & set(ctx.changes):
        return
    if device.interval is None or device.interval_unit is None:
        return
    cap = categories.tree(ctx).cap(device.category_id)
    days = longest_days(device.interval, device.interval_unit) if cap else 0
    if cap is not None and days > cap:
        zh, en = UNITS[device.interval_unit]
        raise RuleViolation(
            f"该分类的法定最长间隔是 {cap} 天，{device.interval} {zh}最长 {days} 天 / "
            f"The law allows {cap} days for this category; {device.interval} {en} may be {days}.",
            field="interval",
        )


@equipment_category_hooks.check
def default_keeps_the_law(category: EquipmentCategory, ctx: Context) -> None:
    """The default interval of a category is one that its devices may have; no category stands under itself."""
    tree = categories.tree(ctx)
    moved = category.id is not None and "parent" in ctx.changes
    if moved and category.id in tree.above(category.parent_id):
        raise RuleViolation(
            "上级不能是自己或自己的下级 / A category cannot stand under itself.", field="parent"
        )
    if category.default_interval is None or category.default_unit is None:
        return
    above = tree.cap(category.parent_id)
    caps = [cap for cap in (category.reg_max_days, above) if cap is not None]
    days = longest_days(category.default_interval, category.default_unit)
    if caps and days > min(caps):
        raise RuleViolation(
            f"默认周期最长 {days} 天，超过法定最长间隔 {min(caps)} 天 / "
            f"The default interval may be {days} days; the law allows {min(caps)}.",
            field="default_interval",
        )


@plan_stop_hooks.on_update
def a_device_stays_on_its_route(stop: PlanStop, ctx: Context) -> None:
    """What is made for a device belongs to it: another one is another row."""
    if {"plan", "equipment"} & set(ctx.changes):
        raise RuleViolation(
            "不能改为其他设备：请移除后重新添加 / "
            "This cannot become another device: remove it and add the other one.",
            field="equipment",
        )


@plan_stop_hooks.on_delete
def only_a_route_loses_a_device(stop: PlanStop, ctx: Context) -> None:
    """The devices of other plans follow by themselves, and would come back."""
    if ctx.by_person and ctx.get(MaintenancePlan, stop.plan_id).covers != "route":
        raise RuleViolation(
            "此计划的设备自动跟随，不能移除 / The devices of this plan follow by themselves."
        )
