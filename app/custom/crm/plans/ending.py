"""A plan ends: no further visits, no further fee, and the visits that nobody has begun are called off (1.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select

from app.generated.fee_assignment import FeeAssignment
from app.generated.plan_service import PlanService
from app.generated.service_plan import ServicePlan, service_plan_hooks
from app.generated.work_order import WorkOrder
from app.runtime.context import Context

NOT_BEGUN = ("new", "accepted", "assigned")
OVER = "服务方案已结束 / The service plan is over"


@service_plan_hooks.on_transition("expire")
def expired(plan: ServicePlan, ctx: Context) -> None:
    """The fee counts up to the last day of the term, whenever the job came to it."""
    plan.ended_on = plan.valid_to
    end(ctx, plan, plan.valid_to or ctx.today)


@service_plan_hooks.on_transition("withdraw")
def withdrawn(plan: ServicePlan, ctx: Context) -> None:
    """What a person takes back is not recommended again tomorrow."""
    if ctx.by_person:
        plan.ended_on = ctx.today


@service_plan_hooks.on_transition_many("withdraw")
def withdrawn_by_the_system(ids: Sequence[int], ctx: Context) -> None:
    """What does not fit now may fit again."""


def end(ctx: Context, plan: ServicePlan, on: dt.date) -> None:
    """`on`: the last day that is charged."""
    services = ctx.query(
        select(PlanService).where(PlanService.plan_id == plan.id, PlanService.deleted_at.is_(None))
    ).all()
    for one in services:
        if one.next_on is not None:
            ctx.update(one, next_on=None)
        if one.fee_assignment_id is None:
            continue
        going = ctx.get(FeeAssignment, one.fee_assignment_id)
        if going.state in ("draft", "active"):
            last = on if going.to_on is None else min(on, going.to_on)
            ctx.transition(going, "end", to_on=max(last, going.from_on))
    for order in ctx.query(
        select(WorkOrder).where(
            WorkOrder.service_plan_id == plan.id, WorkOrder.state.in_(NOT_BEGUN),
            WorkOrder.deleted_at.is_(None),
        )
    ).all():  # fmt: skip
        ctx.transition(order, "cancel", note=OVER)
