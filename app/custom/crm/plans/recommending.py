"""Recommendations are written down every night, project by project, as plans to be proposed; nobody is told yet (1.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import and_, or_, select

from app.generated.customer import Customer
from app.generated.occupancy import Occupancy, occupancy_hooks
from app.generated.service_plan import ServicePlan
from app.generated.ticket_category import TicketCategory
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import Progress, chunked, job, schedule

from . import features, scoring, templates, words

JOB, ALL = "plans.recommend", "plans.recommend_all"
LOCK = "service plans"
"""One after the other: two that look at one household would both find that it has no plan yet."""
AT_ONCE = 500
STANDING = ("draft", "proposed", "accepted", "active")
QUIET = dt.timedelta(days=180)
"""A plan that somebody declined, ended or took back is not recommended again for so long."""
RENEWED = dt.timedelta(days=30)
"""So long before its end a plan is recommended for another term, at the price that holds then."""
SCORED = ("score", "explanation", "uses_sensitive")
FALLEN = "匹配度低于阈值 / The score fell below the threshold"


@schedule(
    "plans.nightly",
    cron="0 40 1 * * *",
    label=message(zh="启动每夜的服务方案推荐", en="Begin the nightly recommendation of plans"),
)
def every_night(ctx: Context) -> None:
    """At 01:40, when the requests of the day are in."""
    ctx.enqueue(ALL, key=f"{ctx.today}")


@chunked(ALL, lock=LOCK, label=message(zh="推荐服务方案", en="Recommend service plans"))
def recommend_all(ctx: Context, at: Progress) -> Progress:
    """Five hundred customers a chunk."""
    ids = ctx.session.scalars(
        select(Customer.id)
        .where(
            Customer.id > (at.cursor or 0), Customer.state == "active", Customer.deleted_at.is_(None)
        )
        .order_by(Customer.id)
        .limit(AT_ONCE)
    ).all()  # fmt: skip
    made = recommend(ctx, ids) if ids else 0
    return at.on(ids[-1], done=made) if len(ids) == AT_ONCE else at.end(done=made)


@job(JOB, lock=LOCK, label=message(zh="为客户推荐服务方案", en="Recommend plans to customers"))
def recommend_some(ctx: Context, *, customers: list[int]) -> None:
    """Of somebody who has just agreed to it."""
    recommend(ctx, customers)


@occupancy_hooks.on_update
def a_home_is_approved(home: Occupancy, ctx: Context) -> None:
    """Who is let in is looked at once, if he agreed (domain.md §3.1)."""
    if "approved" in ctx.changes and home.approved and home.customer_id is not None:
        ctx.enqueue(JOB, customers=[home.customer_id])


def recommend(ctx: Context, customers: Collection[int]) -> int:
    """Plans to be proposed to these; returns how many are new. Part of the open transaction.

    What was recommended before is scored anew; what no longer fits, and nobody has proposed yet, is withdrawn.
    """
    there = _there(ctx, customers)
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    kept: set[int] = set()
    for row in fitting(ctx, customers):
        standing = there.get((row["customer_id"], row["template_id"]))
        if standing is None:
            new.append(row)
        elif standing.state == "draft":
            kept.add(standing.id)
            if standing.explanation != row["explanation"]:
                changed.append({"id": standing.id, **{name: row[name] for name in SCORED}})
    fallen = [
        {"id": row.id}
        for row in there.values()
        if row.state == "draft" and row.personal and row.id not in kept
    ]
    if fallen:
        records.write_set(ctx, ServicePlan, fallen, action="step", step="withdraw", audit="plans no longer fitting", note=FALLEN)  # fmt: skip
    if changed:
        records.write_set(ctx, ServicePlan, changed, action="each", audit="plans scored anew")
    if new:
        records.write_set(ctx, ServicePlan, new, action="make", audit="plans recommended")
    return len(new)


def fitting(ctx: Context, customers: Collection[int]) -> list[dict[str, Any]]:
    """Columns of the plans that fit them now, the best of each household first."""
    known = templates.scored(ctx)
    thresholds = {one.id: one.threshold for one in known.values()}
    rows = ctx.session.execute(select(TicketCategory.id, TicketCategory.name))
    names: dict[int | None, str] = dict(rows.all())
    return [
        _row(one, known[found.template], found, names)
        for one in features.read(ctx, customers)
        for found in scoring.best(
            (
                scoring.scored(t.id, t.code, t.weights, one.values, sensitive=one.sensitive)
                for t in known.values()
                if one.sensitive or not t.needs_sensitive
            ),
            thresholds,
        )
    ]


def _there(ctx: Context, customers: Collection[int]) -> dict[tuple[int, int], Any]:
    """(customer, template) → the plan that stands, else the one that was refused lately."""
    of = ServicePlan
    since = ctx.today - QUIET
    rows = ctx.session.execute(
        select(of.id, of.customer_id, of.template_id, of.state, of.explanation, of.personal)
        .where(
            of.customer_id.in_(customers), of.deleted_at.is_(None),
            or_(of.state.in_(STANDING), of.answered_on >= since, of.ended_on >= since),
            of.state.in_((*STANDING, "declined", "terminated", "withdrawn")),
            ~and_(of.state == "active", of.valid_to <= ctx.today + RENEWED),
        )
        .order_by(of.id)
    ).all()  # fmt: skip
    found: dict[tuple[int, int], Any] = {}
    for row in sorted(rows, key=lambda one: one.state not in STANDING):
        found.setdefault((row.customer_id, row.template_id), row)
    return found


def _row(
    one: features.Household,
    template: templates.Template,
    found: scoring.Scored,
    names: Mapping[int | None, str],
) -> dict[str, Any]:
    return {
        "project_id": one.project, "customer_id": one.customer, "unit_id": one.unit,
        "template_id": template.id, "template_name": template.name, "personal": True,
        "score": found.score * 100, "explanation": words.kept(found, names),
        "uses_sensitive": found.uses_sensitive,
    }  # fmt: skip
