"""A cycle opens: a review for everybody, its indicators with their values; it is reckoned again, and closed for scores (4.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from app.generated.employee import Employee
from app.generated.kpi_scheme import KpiScheme
from app.generated.kpi_weight import KpiWeight
from app.generated.performance_review import PerformanceReview
from app.generated.position import Position
from app.generated.review_cycle import ReviewCycle, review_cycle_hooks
from app.generated.review_item import ReviewItem
from app.runtime import notify, records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message

from . import reckoning

AUDIT = "review cycle"

notify.kind("performance", zh="绩效", en="Performance")
notify.template(
    "performance.opened",
    zh="考核周期“{cycle}”已启动，请填写自评。",
    en="The review cycle {cycle} is open: score yourself.",
    title=message(zh="请填写绩效自评", en="Score yourself"),
)
notify.template(
    "performance.to_score",
    zh="考核周期“{cycle}”已启动，你有 {count} 人需要评分。",
    en="The review cycle {cycle} is open: you have {count} people to score.",
    title=message(zh="请为团队评分", en="Score your team"),
)


@review_cycle_hooks.on_transition("open")
def opened(cycle: ReviewCycle, ctx: Context) -> None:
    """Everybody who works here and has a manager; a position whose scheme is being revised stops it."""
    _schemes_must_be_ready(ctx, cycle)
    people = _people(ctx, cycle)
    with_manager = [
        one for one in people if one.manager_id is not None and one.manager_id != one.id
    ]
    rows = [
        {
            "cycle_id": cycle.id, "employee_id": one.id, "employee_name": one.name,
            "department_id": one.department_id, "position_id": one.position_id,
            "reviewer_id": one.manager_id, "peer_count": 0,
        }
        for one in with_manager
    ]  # fmt: skip
    records.write_set(ctx, PerformanceReview, rows, action="make", audit=AUDIT)
    _items(ctx, cycle)
    cycle.opened_at, cycle.reviews = ctx.now, len(rows)
    cycle.left_out = len(people) - len(rows)
    ctx.session.flush()
    reckoning.reckon(ctx, cycle)
    _tell(ctx, cycle, with_manager)


def _people(ctx: Context, cycle: ReviewCycle) -> Sequence[Any]:
    return ctx.session.execute(
        select(
            Employee.id, Employee.name, Employee.department_id, Employee.position_id,
            Employee.manager_id, Employee.login_id,
        )
        .where(
            Employee.state.in_(("probation", "regular", "leaving")),
            Employee.hired_on <= cycle.period_to, Employee.deleted_at.is_(None),
        )
        .order_by(Employee.id)
    ).all()  # fmt: skip


def _schemes_must_be_ready(ctx: Context, cycle: ReviewCycle) -> None:
    names = ctx.session.scalars(
        select(Position.name)
        .join(KpiScheme, KpiScheme.position_id == Position.id)
        .where(
            KpiScheme.state == "draft", KpiScheme.deleted_at.is_(None),
            Position.id.in_(select(Employee.position_id).where(Employee.state != "left")),
        )
        .order_by(Position.id)
    ).all()  # fmt: skip
    if names:
        raise RuleViolation(
            f"以下岗位的考核方案尚未生效（权重合计须为 100%）：{'、'.join(names)} / "
            f"The schemes of these positions are not in force (weights must come to 100 %): {', '.join(names)}.",
            code="schemes",
        )


def _items(ctx: Context, cycle: ReviewCycle) -> None:
    """The indicators of each position, copied: what is changed later does not change what was agreed."""
    review, weight = PerformanceReview, KpiWeight
    rows = ctx.session.execute(
        select(
            review.id.label("review_id"), weight.indicator_id, weight.target, weight.floor,
            weight.cap, weight.weight,
        )
        .join(KpiScheme, KpiScheme.position_id == review.position_id)
        .join(weight, weight.scheme_id == KpiScheme.id)
        .where(
            review.cycle_id == cycle.id, KpiScheme.state == "active",
            KpiScheme.deleted_at.is_(None), weight.deleted_at.is_(None),
        )
        .order_by(review.id, weight.id)
    ).mappings()  # fmt: skip
    records.write_set(ctx, ReviewItem, [dict(row) for row in rows], action="make", audit=AUDIT)


def _tell(ctx: Context, cycle: ReviewCycle, people: Sequence[Any]) -> None:
    notify.send_each(
        ctx,
        "performance.opened",
        [
            notify.Told(
                one.login_id,
                {"cycle": cycle.name},
                dedup_key=f"performance.opened {cycle.id} {one.id}",
            )
            for one in people
            if one.login_id is not None
        ],
    )
    rows = ctx.session.execute(
        select(Employee.id, Employee.login_id, func.count())
        .join(PerformanceReview, PerformanceReview.reviewer_id == Employee.id)
        .where(PerformanceReview.cycle_id == cycle.id, Employee.login_id.is_not(None))
        .group_by(Employee.id, Employee.login_id)
        .order_by(Employee.id)
    )
    notify.send_each(
        ctx,
        "performance.to_score",
        [
            notify.Told(
                login,
                {"cycle": cycle.name, "count": count},
                dedup_key=f"performance.to_score {cycle.id} {id}",
            )
            for id, login, count in rows
            if login is not None
        ],
    )


@review_cycle_hooks.on_transition("reckon")
def reckoned(cycle: ReviewCycle, ctx: Context) -> None:
    """Values that came late count: bills paid, orders rated."""
    reckoning.reckon(ctx, cycle)


@review_cycle_hooks.on_transition("calibrate")
def calibrating(cycle: ReviewCycle, ctx: Context) -> None:
    """Who has not scored himself goes without; every figure is fresh."""
    of = PerformanceReview
    late = ctx.session.scalars(
        select(of.id).where(of.cycle_id == cycle.id, of.state == "pending", of.deleted_at.is_(None))
    ).all()
    rows = [{"id": id} for id in late]
    if rows:
        records.write_set(ctx, of, rows, action="step", step="skip_self", audit=AUDIT)
    reckoning.reckon(ctx, cycle)


@review_cycle_hooks.on_transition("accept")
def accepted(cycle: ReviewCycle, ctx: Context) -> None:
    """What a manager has scored and nobody has calibrated gets the grade that is proposed."""
    reckoning.reckon(ctx, cycle)
    of = PerformanceReview
    rows = [
        {"id": id, "draft_grade": grade}
        for id, grade in ctx.session.execute(
            select(of.id, of.quota_grade).where(
                of.cycle_id == cycle.id, of.state == "manager_done", of.quota_grade.is_not(None),
                of.deleted_at.is_(None),
            )
        )
    ]  # fmt: skip
    if rows:
        records.write_set(ctx, of, rows, action="step", step="accept", audit=AUDIT)
