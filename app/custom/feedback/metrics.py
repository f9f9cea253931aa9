"""What a measure goes by: named metrics of real operations, of a project or the whole company, with their rows (五).

What performance reviews compute of people (app/custom/people/performance/metrics.py) is computed here of projects by the same
statements, so that a measure and a review never say two things of one month.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, case, func, select

from app.custom.people.performance import metrics as kpis
from app.custom.people.performance.metrics import Span, Value, Values
from app.custom.people.performance.scores import rounded
from app.generated.feedback import Feedback
from app.generated.repair_order import RepairOrder
from app.generated.unit import Unit
from app.generated.work_order import WorkOrder
from app.runtime.context import Context

DAYS = 90
"""A metric is that of the last ninety days that are over."""
MONTHS = Decimal(3)
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Place:
    """Whose operations: a project (None: the company), and a topic for what is counted by topic."""

    project: int | None
    topic: int | None = None


Metric = Callable[[Context, Span, Place], Value | None]


def last_days(today: dt.date, since: dt.date | None = None) -> Span:
    """The last ninety days up to yesterday; not before the day after `since`: none, where no whole day has passed since."""
    ends = today - dt.timedelta(days=1)
    begins = ends - dt.timedelta(days=DAYS - 1)
    if since is not None:
        begins = max(begins, since + dt.timedelta(days=1))
    return Span(begins, ends)


def measure(ctx: Context, name: str | None, place: Place, span: Span) -> Value | None:
    """The value; None where nothing has happened that it could be measured from, or it is typed by hand."""
    metric = METRICS.get(name or "")
    if metric is None or span.begins > span.ends:
        return None
    return metric(ctx, span, place)


def _of_projects(values: Values, place: Place) -> Value | None:
    """The project's own, or the mean of all, each weighing as many rows as it has."""
    if place.project is not None:
        return values.get(place.project)
    rows = sum(one.rows for one in values.values())
    if not rows:
        return None
    total = sum((one.actual * one.rows for one in values.values()), Decimal(0))
    return Value(rounded(total / rows), rows, "")


def _kpi(metric: Callable[..., Values], ctx: Context, span: Span, place: Place) -> Value | None:
    return _of_projects(metric(ctx, span, "project"), place)


def _collection(ctx: Context, span: Span, place: Place) -> Value | None:
    return _of_projects(kpis.collected(ctx, span), place)


def repair_hours(ctx: Context, span: Span, place: Place) -> Value | None:
    """Hours from a device's failure to its repair, on average, of what was repaired in these days."""
    first, after = span.moments
    order = RepairOrder
    rows = ctx.session.execute(
        select(order.fault_at, order.finished_at).where(
            order.finished_at >= first, order.finished_at < after, order.failure.is_(True),
            order.state.in_(("repaired", "closed")), order.deleted_at.is_(None),
            *([order.project_id == place.project] if place.project is not None else []),
        )
    ).all()  # fmt: skip
    if not rows:
        return None
    seconds = sum((done - failed).total_seconds() for failed, done in rows if done is not None)
    return Value(
        rounded(Decimal(str(seconds)) / 3600 / len(rows)), len(rows),
        _listed("repair_order", place, finished_at__between=span.between, failure="true"),
    )  # fmt: skip


def sla_met(ctx: Context, span: Span, place: Place) -> Value | None:
    """Work orders that met their time limit, in percent of those judged."""
    first, after = span.moments
    order = WorkOrder
    good, number = ctx.session.execute(
        select(func.sum(case((order.sla_state == "met", 1), else_=0)), func.count()).where(
            order.resolved_at >= first, order.resolved_at < after,
            order.sla_state.in_(("met", "missed")), order.deleted_at.is_(None),
            *([order.project_id == place.project] if place.project is not None else []),
        )
    ).one()  # fmt: skip
    if not number:
        return None
    return Value(
        rounded(Decimal(good) * HUNDRED / number), number,
        _listed("work_order", place, resolved_at__between=span.between),
    )  # fmt: skip


def complaints(ctx: Context, span: Span, place: Place) -> Value | None:
    """Complaints of ninety days for each hundred homes: those of fewer days by their pace. None where there are no homes."""
    homes = ctx.session.scalar(
        select(func.count())
        .select_from(Unit)
        .where(
            Unit.deleted_at.is_(None),
            *([Unit.project_id == place.project] if place.project is not None else []),
        )
    )
    if not homes:
        return None
    number = _items(ctx, span, Place(place.project), Feedback.kind == "complaint")
    return Value(
        rounded(number * HUNDRED * DAYS / homes / _length(span)), number,
        _listed("feedback", place, created_at__between=span.between, kind="complaint"),
    )  # fmt: skip


def topic_items(ctx: Context, span: Span, place: Place) -> Value | None:
    """Items of the topic a month. None without a topic."""
    if place.topic is None:
        return None
    number = _items(ctx, span, place)
    months = Decimal(_length(span)) * MONTHS / DAYS
    return Value(
        rounded(number / months), number,
        _listed("feedback", place, created_at__between=span.between, topic=str(place.topic)),
    )  # fmt: skip


def _length(span: Span) -> int:
    """Days, both ends included."""
    return (span.ends - span.begins).days + 1


def _items(ctx: Context, span: Span, place: Place, *more: ColumnElement[bool]) -> int:
    first, after = span.moments
    conditions = [
        Feedback.created_at >= first, Feedback.created_at < after, Feedback.deleted_at.is_(None),
        *more,
    ]  # fmt: skip
    if place.project is not None:
        conditions.append(Feedback.project_id == place.project)
    if place.topic is not None:
        conditions.append(Feedback.topic_id == place.topic)
    counted = select(func.count()).select_from(Feedback).where(*conditions)
    return int(ctx.session.scalar(counted) or 0)


def _listed(entity: str, place: Place, **filters: str) -> str:
    if place.project is not None:
        filters["project"] = str(place.project)
    return f"/{entity}/list/?{urlencode(filters)}"


METRICS: Mapping[str, Metric] = {
    "respond": partial(_kpi, kpis.respond),
    "repair_hours": repair_hours,
    "first_fix": partial(_kpi, kpis.first_fix),
    "on_time": sla_met,
    "satisfaction": partial(_kpi, kpis.satisfaction),
    "inspection": partial(_kpi, kpis.on_time),
    "complaints": complaints,
    "topic_items": topic_items,
    "collection": _collection,
}
"""Metric of the schema → how it is measured; `other` is typed by hand."""
