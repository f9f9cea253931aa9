"""A plan is for a home that its resident lives in: nothing is offered, accepted or begun without it, and it ends with it (1.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select

from app.generated.occupancy import Occupancy
from app.generated.service_plan import ServicePlan, service_plan_hooks
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

WHOSE = {"customer", "unit", "project", "template"}
OFFERED = WHOSE | {"valid_from"}
GONE = "该客户不住在此房屋 / The resident does not live in this home."


def is_lived_in(today: dt.date) -> ColumnElement[bool]:
    """Whether the resident of a plan lives in its home today; of each row of a statement about plans."""
    home, plan = Occupancy, ServicePlan
    return exists().where(
        home.customer_id == plan.customer_id, home.unit_id == plan.unit_id, *_now(today)
    )


def _now(today: dt.date) -> tuple[Any, ...]:
    home = Occupancy
    return (
        home.approved.is_(True), home.deleted_at.is_(None),
        or_(home.to_date.is_(None), home.to_date >= today),
    )  # fmt: skip


def must_live_there(ctx: Context, plan: ServicePlan) -> None:
    """Raises RuleViolation for a home that is not, or no longer, the resident's; for a project that is not the home's."""
    project = ctx.session.scalar(
        select(Occupancy.project_id)
        .where(
            Occupancy.customer_id == plan.customer_id, Occupancy.unit_id == plan.unit_id, *_now(ctx.today),
        )
        .limit(1)
    )  # fmt: skip
    if project is None:
        raise RuleViolation(GONE, field="unit", code="not_at_home")
    if project != plan.project_id:
        raise RuleViolation("该房屋不属于所选项目 / This home is not in the chosen project.", field="project")  # fmt: skip


def last_day(ctx: Context, plan: ServicePlan) -> dt.date:
    """The day that his time in the home ended, at the latest yesterday's morning; today where nothing says so."""
    ended: dt.date | None = ctx.session.scalar(
        select(func.max(Occupancy.to_date)).where(
            Occupancy.customer_id == plan.customer_id, Occupancy.unit_id == plan.unit_id,
            Occupancy.deleted_at.is_(None),
        )
    )  # fmt: skip
    return min(ended, ctx.today) if ended is not None else ctx.today


@service_plan_hooks.on_create
def made_by_hand(plan: ServicePlan, ctx: Context) -> None:
    """An offer that somebody makes himself is for a home that its resident lives in."""
    must_live_there(ctx, plan)


@service_plan_hooks.on_create_many
def made_of_homes(ids: Sequence[int], ctx: Context) -> None:
    """Recommendations come from the homes themselves."""


@service_plan_hooks.on_update
def what_was_offered_stays(plan: ServicePlan, ctx: Context) -> None:
    """Reasons tell of one household, an offer is what somebody says yes to: neither goes to another, or changes afterwards."""
    if not ctx.by_person:
        return
    changed = set(ctx.changes) & OFFERED
    if plan.state != "draft" and changed:
        raise RuleViolation(
            "方案已提出，不能修改；请撤回后重新提出 / It was proposed already: take it back and propose another.",
            field=sorted(changed)[0],
            code="offered",
        )
    if plan.personal and changed & WHOSE:
        raise RuleViolation(
            "系统推荐的方案不能改客户、房屋或模板，请新建 / "
            "A recommendation stays with its household and template: make a plan of your own.",
            field=sorted(changed & WHOSE)[0],
            code="recommended",
        )
    if changed & WHOSE:
        must_live_there(ctx, plan)


@service_plan_hooks.on_update_many
def only_the_system_writes_many(ids: Sequence[int], ctx: Context) -> None:
    """A person's changes of many plans are made one by one: the above is asked of each."""
