"""What a template has to say before anything is recommended by it: weights of 100 % in all, and something that is done (1.2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select

from app.generated.plan_item import PlanItem, plan_item_hooks
from app.generated.plan_weight import PlanWeight, plan_weight_hooks
from app.generated.service_plan_template import ServicePlanTemplate, service_plan_template_hooks
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from .scoring import Weight

WHOLE = Decimal(100)
FIXED = {"standard", "threshold", "needs_sensitive", "months"}
"""What recommendations rest on while the template is active."""


@dataclass(frozen=True, slots=True)
class Template:
    """An active template that is scored; `threshold` from 0 to 1."""

    id: int
    code: str
    name: str
    threshold: Decimal
    needs_sensitive: bool
    weights: tuple[Weight, ...]


def scored(ctx: Context) -> Mapping[int, Template]:
    """The active ones with weights, by two statements."""
    of, weight = ServicePlanTemplate, PlanWeight
    weights: dict[int, list[Weight]] = defaultdict(list)
    for row in ctx.session.execute(
        select(weight.template_id, weight.feature, weight.category_id, weight.weight)
        .where(weight.deleted_at.is_(None))
        .order_by(weight.weight.desc(), weight.id)
    ):
        weights[row.template_id].append(Weight(row.feature, row.weight / 100, row.category_id))
    rows = ctx.session.execute(
        select(of.id, of.code, of.name, of.threshold, of.needs_sensitive).where(
            of.state == "active", of.standard.is_not(True), of.deleted_at.is_(None)
        )
    )
    return {
        row.id: Template(
            row.id, row.code, row.name, row.threshold / 100, bool(row.needs_sensitive), tuple(weights[row.id]),
        )
        for row in rows
    }  # fmt: skip


@service_plan_template_hooks.on_transition("activate")
def is_complete(one: ServicePlanTemplate, ctx: Context) -> None:
    """Σ weights = 100 % to the digit; the standard plan weighs nothing. There is a service in either."""
    total = ctx.session.scalar(
        select(func.coalesce(func.sum(PlanWeight.weight), 0)).where(
            PlanWeight.template_id == one.id, PlanWeight.deleted_at.is_(None)
        )
    ) or Decimal(0)
    if one.standard and total:
        raise RuleViolation(
            "标准方案不评分，请删除权重 / The standard plan is not scored: remove its weights.",
            field="weights",
        )
    if not one.standard and Decimal(total) != WHOLE:
        missing = WHOLE - Decimal(total)
        zh = f"还差 {missing.normalize():f}%" if missing > 0 else f"多出 {-missing.normalize():f}%"
        en = (
            f"{missing.normalize():f}% are missing"
            if missing > 0
            else f"{-missing.normalize():f}% too much"
        )
        raise RuleViolation(
            f"权重合计须为 100%，现在{zh} / The weights add up to 100%: {en}.", field="weights"
        )
    has_item = ctx.session.scalar(
        select(PlanItem.id)
        .where(PlanItem.template_id == one.id, PlanItem.deleted_at.is_(None))
        .limit(1)
    )
    if has_item is None:
        raise RuleViolation(
            "请至少填写一项服务 / Give it at least one service.", field="items", code="no_service"
        )


@service_plan_template_hooks.check
def what_is_recommended_by_stays(one: ServicePlanTemplate, ctx: Context) -> None:
    """An active template is revised before it is changed."""
    if (
        ctx.operation.action == "update"
        and ctx.by_person
        and one.state == "active"
        and FIXED & set(ctx.changes)
    ):
        raise RuleViolation(
            "启用中的模板请先修订再修改 / Revise an active template before you change it.",
            field=sorted(FIXED & set(ctx.changes))[0],
        )


@plan_weight_hooks.check
@plan_item_hooks.check
def its_template_is_a_draft(one: PlanWeight | PlanItem, ctx: Context) -> None:
    """Weights and services of an active template stay as they are: scores and offers rest on them."""
    if not ctx.by_person or one.template_id is None:
        return
    if ctx.get(ServicePlanTemplate, one.template_id).state != "draft":
        raise RuleViolation(
            "模板启用中，请先修订 / The template is in use: revise it first.", field="template"
        )


@plan_weight_hooks.on_delete
@plan_item_hooks.on_delete
def nothing_is_taken_away(one: PlanWeight | PlanItem, ctx: Context) -> None:
    """As above."""
    its_template_is_a_draft(one, ctx)
