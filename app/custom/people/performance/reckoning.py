"""The figures of a cycle: values, scores, the order; a handful of statements whatever the number of people (4.3)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.generated.employee import Employee
from app.generated.kpi_indicator import KpiIndicator
from app.generated.performance_review import PerformanceReview
from app.generated.review_cycle import ReviewCycle
from app.generated.review_item import ReviewItem
from app.runtime import records
from app.runtime.context import Context

from . import metrics, ranks, scores
from .ranks import Ranked
from .scores import Parts, Weighed

AUDIT = "reckoned"
OPEN = ("pending", "self_done", "manager_done", "calibrated")
"""States in which figures may still move."""


def shares(cycle: ReviewCycle) -> dict[str, Decimal]:
    """Part → its share in percent."""
    return {
        "kpi": cycle.kpi_share, "manager": cycle.manager_share, "peer": cycle.peer_share,
        "own": cycle.self_share,
    }  # fmt: skip


def bands(cycle: ReviewCycle) -> dict[str, Decimal]:
    """Grade → the score from which it is given."""
    return {"s": cycle.s_from, "a": cycle.a_from, "b": cycle.b_from, "c": cycle.c_from}


def quotas(cycle: ReviewCycle) -> dict[str, Decimal | None]:
    return {"s": cycle.s_quota, "a": cycle.a_quota}


def reckon(ctx: Context, cycle: ReviewCycle, only: Collection[int] | None = None) -> None:
    """Values, scores, grades by the bands of the reviews that are not published (`only`: of these); places of all."""
    ctx.session.flush()
    ctx.session.expire_all()
    of = PerformanceReview
    statement = select(
        of.id, of.employee_id, of.judged_score, of.peer_avg, of.peer_count, of.self_score
    ).where(of.cycle_id == cycle.id, of.state.in_(OPEN), of.deleted_at.is_(None))
    if only is not None:
        statement = statement.where(of.id.in_(only))
    reviews = ctx.session.execute(statement.order_by(of.id)).all()
    items = _items(ctx, cycle, only)
    values = _values(ctx, cycle, items) if only is None else {}
    rows: list[dict[str, Any]] = []
    item_rows: list[dict[str, Any]] = []
    for review in reviews:
        mine = items.get(review.id, [])
        row, own = _of_one(cycle, review, mine, values)
        rows.append(row)
        item_rows += own
    if item_rows:
        records.write_set(ctx, ReviewItem, item_rows, action="each", audit=AUDIT)
    if rows:
        records.write_set(ctx, of, rows, action="each", audit=AUDIT)
    place(ctx, cycle)


def _items(
    ctx: Context, cycle: ReviewCycle, only: Collection[int] | None
) -> Mapping[int, list[Any]]:
    item, of = ReviewItem, PerformanceReview
    statement = (
        select(
            item.id, item.review_id, item.target, item.floor, item.cap, item.weight, item.actual,
            item.entered, item.rows, item.evidence, KpiIndicator.direction, KpiIndicator.source,
            KpiIndicator.metric,
        )
        .join(of, of.id == item.review_id)
        .join(KpiIndicator, KpiIndicator.id == item.indicator_id)
        .where(of.cycle_id == cycle.id, of.state.in_(OPEN), item.deleted_at.is_(None))
        .order_by(item.review_id, item.id)
    )  # fmt: skip
    if only is not None:
        statement = statement.where(of.id.in_(only))
    found: dict[int, list[Any]] = defaultdict(list)
    for row in ctx.session.execute(statement):
        found[row.review_id].append(row)
    return found


def _values(
    ctx: Context, cycle: ReviewCycle, items: Mapping[int, Sequence[Any]]
) -> Mapping[str, metrics.Values]:
    """Each metric that somebody is judged by, once."""
    wanted = {
        item.metric for mine in items.values() for item in mine if item.source == "auto"
    } & metrics.METRICS.keys()
    span = metrics.Span(cycle.period_from, cycle.period_to)
    return {name: metrics.METRICS[name](ctx, span) for name in sorted(wanted)}


def _of_one(
    cycle: ReviewCycle, review: Any, items: Sequence[Any], values: Mapping[str, metrics.Values]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    reached = [_reached(review, item, values) for item in items]
    weighed = [
        Weighed(item.direction, item.target, item.weight, one[0], item.cap, item.floor)
        for item, one in zip(items, reached, strict=True)
    ]
    got = [one.score() for one in weighed]
    counted = scores.counted([item.weight for item in items], [one is not None for one in got])
    rows = [
        {
            "id": item.id, "actual": one[0], "rows": one[1], "evidence": one[2], "score": score,
            "counted": weight,
        }
        for item, one, score, weight in zip(items, reached, got, counted, strict=True)
    ]  # fmt: skip
    kpi, is_rescaled = scores.kpi(weighed)
    peer = review.peer_avg if (review.peer_count or 0) >= scores.LEAST_PEERS else None
    final = Parts(kpi, review.judged_score, peer, review.self_score).final(shares(cycle))
    return {
        "id": review.id, "kpi_score": kpi, "renormalised": is_rescaled, "draft_score": final,
        "band_grade": scores.grade(final, bands(cycle)) if final is not None else None,
    }, rows  # fmt: skip


def _reached(
    review: Any, item: Any, values: Mapping[str, metrics.Values]
) -> tuple[Decimal | None, int | None, Any]:
    """Value, number of rows, evidence; those of operations stay as they are where they are not read anew."""
    if item.source == "manual":
        return item.entered, None, None
    if item.metric not in values:
        return item.actual, item.rows, item.evidence
    value = values[item.metric].get(review.employee_id)
    if value is None:
        return None, 0, None
    return value.actual, value.rows, {"url": value.url, "rows": value.rows}


def place(ctx: Context, cycle: ReviewCycle) -> None:
    """The places of everybody in the cycle, and the grades that the quota leaves them."""
    of = PerformanceReview
    rows = ctx.session.execute(
        select(of.id, of.draft_score, of.band_grade, of.place, of.quota_grade, Employee.hired_on)
        .join(Employee, Employee.id == of.employee_id)
        .where(
            of.cycle_id == cycle.id, of.state.in_(OPEN), of.draft_score.is_not(None),
            of.deleted_at.is_(None),
        )
    ).all()  # fmt: skip
    ranked = [Ranked(r.id, r.draft_score, _since(r.hired_on), r.band_grade) for r in rows]
    grades = ranks.proposed(ranked, quotas(cycle))
    was = {row.id: (row.place, row.quota_grade) for row in rows}
    moved = [
        {"id": one.id, "place": number, "quota_grade": grades[one.id]}
        for number, one in enumerate(ranks.ordered(ranked), start=1)
        if was[one.id] != (number, grades[one.id])
    ]
    if moved:
        records.write_set(ctx, of, moved, action="each", audit="ranked")


def _since(day: dt.date | None) -> dt.date:
    return day or dt.date.max
