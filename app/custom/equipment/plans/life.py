"""What happens to a plan: its devices follow, its series begins, a changed interval holds from the next nominal date (2.2)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from sqlalchemy import func, select

from app.generated.equipment_category import EquipmentCategory, equipment_category_hooks
from app.generated.maintenance_plan import MaintenancePlan, maintenance_plan_hooks
from app.generated.plan_stop import PlanStop
from app.runtime.context import Context

from .. import categories
from . import generation, stops
from .law import TESTS, covered
from .rules import HOURS, changed_from

WHICH = {"covers", "equipment", "category", "project"}
SERIES = {"interval", "unit", "weekdays", "month_end", "basis", "anchor_on", "nonworkday"}


@maintenance_plan_hooks.on_create
def devices_of_a_new_plan(plan: MaintenancePlan, ctx: Context) -> None:
    """Its devices join; they begin when it is activated, or at once with a plan of the system's, active from the start."""
    stops.follow_plans(ctx, [plan.id])
    if plan.state == "active":
        generation.ask(ctx, plan.id)


@maintenance_plan_hooks.on_update
def changed_plan(plan: MaintenancePlan, ctx: Context) -> None:
    """Other devices join or rest; another rhythm holds from the next nominal date, and what is issued stays."""
    changed = set(ctx.changes)
    if SERIES & changed:
        plan.rule_from = _next_of_the_old_rule(plan, ctx)
        if plan.state != "draft":
            stops.reschedule(ctx, plan)
    if WHICH & changed:
        stops.follow_plans(ctx, [plan.id])
    if plan.state == "active" and (SERIES | WHICH | {"lead_days"}) & changed:
        generation.ask(ctx, plan.id)


def _next_of_the_old_rule(plan: MaintenancePlan, ctx: Context) -> Any:
    """The first date that the old rule has after what was made; None: the new series begins at its anchor."""
    before: dict[str, Any] = {
        name: ctx.changes[name][0] if name in ctx.changes else getattr(plan, name)
        for name in (*SERIES, "rule_from", "catchup")
    }
    last = ctx.session.scalar(
        select(func.max(PlanStop.last_nominal_on)).where(
            PlanStop.plan_id == plan.id, PlanStop.deleted_at.is_(None)
        )
    )
    dates = HOURS not in (plan.unit, before["unit"]) and "floating" not in (
        plan.basis, before["basis"],
    )  # fmt: skip
    if last is None or not dates or "anchor_on" in ctx.changes:
        return None
    strictest = None if plan.kind == TESTS else categories.tree(ctx).strictest(covered(ctx, plan))
    return changed_from(SimpleNamespace(**before), plan, last, strictest[0] if strictest else None)


@maintenance_plan_hooks.on_transition("activate")
def begin(plan: MaintenancePlan, ctx: Context) -> None:
    """The series begins, or goes on after a pause, and what is due is made at once."""
    stops.follow_plans(ctx, [plan.id])
    stops.begin(ctx, plan)
    generation.ask(ctx, plan.id)


@maintenance_plan_hooks.on_transition("generate")
def make_now(plan: MaintenancePlan, ctx: Context) -> None:
    """Somebody does not want to wait for the night."""
    generation.ask(ctx, plan.id)


@equipment_category_hooks.on_update
def plans_follow_the_tree(category: EquipmentCategory, ctx: Context) -> None:
    """A category that stands elsewhere now takes its devices along, from plan to plan."""
    if "parent" in ctx.changes:
        stops.follow_categories(ctx)
