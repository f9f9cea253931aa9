"""On the first of every month the figures of the last one are kept, project by project (1.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import or_, select

from app.custom.crm import bilingual_lines  # noqa: F401 - suggestions are kept in its form
from app.generated.project import Project
from app.generated.service_stat import ServiceStat
from app.generated.skill import Skill
from app.generated.ticket_category import TicketCategory
from app.generated.work_order import WorkOrder
from app.runtime import clock
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import Progress, chunked, schedule

from . import change, figures
from .suggestions import Evidence, suggest

JOB = "service.statistics.keep"
TREND_MONTHS = 12
NOT_COUNTED = ("rejected", "cancelled")


@schedule(
    "service.statistics",
    cron="0 20 2 1 * *",
    label=message(zh="启动上月服务统计", en="Begin the statistics of last month"),
)
def ask_for_last_month(ctx: Context) -> None:
    """At 02:20 on the first: the month that is over, by a job that goes project by project."""
    period = _before(ctx.today.replace(day=1))
    ctx.enqueue(JOB, key=f"{period:%Y-%m}", period=f"{period:%Y-%m}")


@chunked(
    JOB,
    lock="service statistics",
    label=message(zh="按项目留存服务统计", en="Keep the service statistics, project by project"),
)
def keep(ctx: Context, at: Progress, *, period: str) -> Progress:
    """One project a chunk. What was kept of the month before is counted anew, so it may run again."""
    project = ctx.query(
        select(Project)
        .where(Project.deleted_at.is_(None), Project.id > (at.cursor or 0))
        .order_by(Project.id)
        .limit(1)
    ).first()
    if project is None:
        return at.end()
    keep_project(ctx, project.id, first_day(period))
    return at.on(project.id, done=1, message=project.name)


def keep_project(ctx: Context, project: int, first: dt.date) -> None:
    """The lines of one project and month: the whole, then each category that had any orders."""
    whole, parts, values = month_of(ctx, project, first)
    known = {
        row.category_id: row
        for row in ctx.query(
            select(ServiceStat).where(
                ServiceStat.project_id == project,
                ServiceStat.period == f"{first:%Y-%m}",
                ServiceStat.deleted_at.is_(None),
            )
        )
    }
    lines: dict[int | None, dict[str, Any]] = {None: line(whole) | values}
    for part in sorted(key for key in parts if key is not None):
        lines[part] = line(parts[part])
    repeated = values.pop("_repeated")
    lines[None].pop("_repeated")
    for category, given in lines.items():
        if category is not None:
            given["repeated"] = sum(pair[1] == category for pair in repeated)
        row = known.pop(category, None)
        if row is not None:
            ctx.update(row, **given)
        else:
            place = {"period": f"{first:%Y-%m}", "project": project, "category": category}
            ctx.create(ServiceStat, **place, **given)
    for row in known.values():
        ctx.delete(row)


def month_of(
    ctx: Context, project: int, first: dt.date
) -> tuple[figures.Month, dict[int | None, figures.Month], dict[str, Any]]:
    """The figures, those of each category, and what only the whole project has."""
    start, end = moments(first)
    earlier_first = _before(first)
    before_start, _end = moments(earlier_first)
    whole, parts = figures.month(_orders(ctx, project, start, end), start, end)
    earlier, earlier_parts = figures.month(
        _orders(ctx, project, before_start, start), before_start, start
    )
    repeated = figures.repeated(_pairs(ctx, project, end))
    now = {key: one.created for key, one in parts.items() if one.created}
    before = {key: one.created for key, one in earlier_parts.items() if one.created}
    psi = change.psi(now, before)
    trend = change.trend([*kept_months(ctx, project, first), float(whole.created)])
    names, skills = words(ctx)
    found = suggest(
        Evidence(
            now, before, {key: one.sla_met_pct for key, one in parts.items()}, repeated,
            whole.csat_avg, earlier.csat_avg, len(whole.ratings), psi, names, skills,
        )
    )  # fmt: skip
    return whole, parts, {
        "psi": None if psi is None else _decimal(psi, 4),
        "trend": trend and trend.direction,
        "trend_p": trend and _decimal(trend.p, 4),
        "slope": trend and _decimal(trend.slope, 2),
        "repeated": len(repeated),
        "suggestion": "\n".join(one.stored() for one in found) or None,
        "_repeated": list(repeated),
    }  # fmt: skip


def line(one: figures.Month) -> dict[str, Any]:
    """The fields of a ServiceStat that a whole and a category have alike."""
    csat = one.csat
    return {
        "created": one.created,
        "closed": one.closed,
        "respond_p50_min": figures.middle(one.respond),
        "respond_p90_min": figures.p90(one.respond),
        "resolve_p50_min": figures.middle(one.resolve),
        "resolve_p90_min": figures.p90(one.resolve),
        "sla_met_pct": one.sla_met_pct,
        "csat_avg": one.csat_avg,
        "csat_pct": csat and csat.percent,
        "csat_low": csat and csat.low,
        "csat_high": csat and csat.high,
        "csat_n": len(one.ratings),
    }


def kept_months(ctx: Context, project: int, first: dt.date) -> list[float]:
    """How many orders came in each of the eleven months before, as kept; only those in a row up to `first`."""
    found = dict(
        ctx.session.execute(
            select(ServiceStat.period, ServiceStat.created).where(
                ServiceStat.project_id == project,
                ServiceStat.category_id.is_(None),
                ServiceStat.period < f"{first:%Y-%m}",
                ServiceStat.deleted_at.is_(None),
            )
        ).all()
    )
    return in_a_row(found, first)


def in_a_row(
    kept: Mapping[str, int | None], first: dt.date, most: int = TREND_MONTHS - 1
) -> list[float]:
    """The months just before `first` that are kept without a gap, oldest first, at most so many."""
    series: list[float] = []
    day = _before(first)
    while len(series) < most and kept.get(f"{day:%Y-%m}") is not None:
        series.insert(0, float(kept[f"{day:%Y-%m}"] or 0))
        day = _before(day)
    return series


def words(ctx: Context) -> tuple[dict[int | None, str], dict[int | None, str]]:
    """What categories and the skills that they want are called."""
    rows = ctx.session.execute(
        select(TicketCategory.id, TicketCategory.name, Skill.name).outerjoin(
            Skill, Skill.id == TicketCategory.skill_id
        )
    ).all()
    return (
        {id: name for id, name, _skill in rows},
        {id: skill for id, _name, skill in rows if skill},
    )


def first_day(period: str) -> dt.date:
    """`2026-10` → its first day."""
    return dt.date(int(period[:4]), int(period[5:7]), 1)


def moments(first: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """When a month begins here, and when the next one does."""
    following = (first + dt.timedelta(days=31)).replace(day=1)
    return _midnight(first), _midnight(following)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), clock.zone()).astimezone(dt.UTC)


def _before(first: dt.date) -> dt.date:
    return (first - dt.timedelta(days=1)).replace(day=1)


def _orders(
    ctx: Context, project: int, start: dt.datetime, end: dt.datetime
) -> Iterable[figures.Order]:
    """Orders that something happened to in the month."""
    happened = [
        moment.between(start, end)
        for moment in (
            WorkOrder.created_at, WorkOrder.responded_at, WorkOrder.resolved_at, WorkOrder.closed_at
        )
    ]  # fmt: skip
    statement = select(
        WorkOrder.category_id, WorkOrder.created_at, WorkOrder.responded_at, WorkOrder.resolved_at,
        WorkOrder.closed_at, WorkOrder.sla_state, WorkOrder.rating,
    ).where(
        WorkOrder.project_id == project,
        WorkOrder.state.not_in(NOT_COUNTED),
        WorkOrder.deleted_at.is_(None),
        or_(*happened),
    )  # fmt: skip
    return (figures.Order(*row) for row in ctx.session.execute(statement))


def _pairs(ctx: Context, project: int, end: dt.datetime) -> list[tuple[int | None, int | None]]:
    statement = select(WorkOrder.unit_id, WorkOrder.category_id).where(
        WorkOrder.project_id == project,
        WorkOrder.created_at >= end - figures.WITHIN,
        WorkOrder.created_at < end,
        WorkOrder.state.not_in(NOT_COUNTED),
        WorkOrder.deleted_at.is_(None),
    )
    return [(unit, category) for unit, category in ctx.session.execute(statement)]


def _decimal(value: float, digits: int) -> Decimal:
    return Decimal(str(round(value, digits)))
