"""On the first of a month, and of a quarter, what was said is summed up by project and for the company (五, domain.md §3.17)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import select

from app.custom.crm import people
from app.custom.crm.statistics import change
from app.generated.feedback_summary import FeedbackSummary, feedback_summary_hooks
from app.generated.feedback_topic_stat import FeedbackTopicStat
from app.generated.project import Project
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import Progress, chunked, schedule

from . import counting, periods, proposals
from .scores import TopicFigures, period_score

JOB = "feedback.summaries.make"
HUNDRED = Decimal(100)
QUARTERS = (1, 4, 7, 10)
FEWEST = 20
"""Items of either period: the shares of fewer change by chance."""


@schedule(
    "feedback.summaries",
    cron="0 40 2 1 * *",
    label=message(zh="启动上期反馈汇总", en="Begin the feedback summaries of the period before"),
)
def ask_for_the_last(ctx: Context) -> None:
    """At 02:40 on the first: the month that is over; on the first of a quarter that quarter too."""
    wanted = [periods.before(periods.month_of(ctx.today))]
    if ctx.today.month in QUARTERS:
        wanted.append(periods.before(periods.quarter_of(ctx.today)))
    for period in wanted:
        ctx.enqueue(JOB, key=period, period=period)


@chunked(
    JOB,
    lock="feedback summaries",
    label=message(zh="按项目生成反馈汇总", en="Make the feedback summaries, project by project"),
)
def make(ctx: Context, at: Progress, *, period: str) -> Progress:
    """One project a chunk, the company last. What nobody has concluded yet is counted anew, so it may run again."""
    project = ctx.query(
        select(Project)
        .where(Project.deleted_at.is_(None), Project.id > (at.cursor or 0))
        .order_by(Project.id)
        .limit(1)
    ).first()
    if project is None:
        keep(ctx, period, None)
        return at.end(done=1)
    keep(ctx, period, project.id)
    return at.on(project.id, done=1, message=project.name)


def keep(ctx: Context, period: str, project: int | None) -> FeedbackSummary | None:
    """The summary of one project (None: the company) and its topics. None where nothing was said in either period.

    One that somebody has concluded stays as it is. Measures are proposed from a project's month: a quarter and the
    company only sum up what was proposed already.
    """
    counted = counting.count(ctx, period, project)
    known = of(ctx, period, project)
    if known is not None and known.state != "generated":
        return known
    if known is None and not counted.topics:
        return None
    now = {topic: one.count for topic, one in counted.topics.items() if one.count}
    before = {topic: one.before for topic, one in counted.topics.items() if one.before}
    enough = min(counted.total, counted.before) >= FEWEST
    psi = change.psi(now, before) if enough else None
    values: dict[str, Any] = {
        "total": counted.total,
        "before": counted.before,
        "negative": _percent(counted.negative, counted.total),
        "critical": counted.critical,
        "on_time": _percent(counted.in_time, counted.answered),
        "psi": None if psi is None else Decimal(str(round(psi, 4))),
        "made_at": ctx.now,
    }
    if known is None:
        grain = "quarter" if periods.is_quarter(period) else "month"
        summary = ctx.create(FeedbackSummary, period=period, project=project, grain=grain, **values)
    else:
        summary = ctx.update(known, **values)
    stats = _lines(ctx, summary, counted)
    if project is not None and not periods.is_quarter(period):
        made = proposals.propose(ctx, summary, counted, stats)
        if made:
            ctx.update(summary, proposed=(summary.proposed or 0) + made)
    _tell(ctx, summary)
    return summary


def of(ctx: Context, period: str, project: int | None) -> FeedbackSummary | None:
    """The summary of a period and project, where there is one."""
    found: FeedbackSummary | None = ctx.query(
        select(FeedbackSummary).where(
            FeedbackSummary.period == period,
            FeedbackSummary.project_id.is_(None)
            if project is None
            else FeedbackSummary.project_id == project,
            FeedbackSummary.deleted_at.is_(None),
        )
    ).first()
    return found


def _lines(
    ctx: Context, summary: FeedbackSummary, counted: counting.Counted
) -> dict[int, FeedbackTopicStat]:
    """Topic → its line; the heaviest has rank 1."""
    known = {
        row.topic_id: row
        for row in ctx.query(
            select(FeedbackTopicStat).where(
                FeedbackTopicStat.summary_id == summary.id, FeedbackTopicStat.deleted_at.is_(None)
            )
        )
    }
    scored = sorted(
        ((period_score(one, counted.most), topic, one) for topic, one in counted.topics.items()),
        key=lambda found: (-found[0], -found[2].count, found[1]),
    )
    lines = {}
    for rank, (score, topic, one) in enumerate(scored, start=1):
        values = {"rank": rank, "score": score, **_figures(one)}
        row = known.pop(topic, None)
        if row is None:
            row = ctx.create(FeedbackTopicStat, summary=summary.id, topic=topic, **values)
        else:
            row = ctx.update(row, **values)
        lines[topic] = row
    for row in known.values():
        ctx.delete(row)
    return lines


def _figures(one: TopicFigures) -> dict[str, Any]:
    return {
        "count": one.count,
        "before": one.before,
        "growth": (one.growth * HUNDRED).quantize(Decimal("0.01"), ROUND_HALF_UP),
        "severity": one.severity.quantize(Decimal("0.0001"), ROUND_HALF_UP),
        "negative": _percent(one.negative, one.count),
        "critical": one.critical,
    }


def _percent(part: int, whole: int) -> Decimal | None:
    if not whole:
        return None
    return (Decimal(part) * HUNDRED / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _tell(ctx: Context, summary: FeedbackSummary) -> None:
    """The managers of the project conclude; of the company's, every department's: the general manager publishes what others concluded."""
    ctx.notify(
        people.holders(ctx, "dept_mgr", summary.project_id),
        "feedback_summary.made",
        dedup_key=f"feedback_summary:{summary.id}:made",
        record=summary,
        period=summary.period,
        total=summary.total,
        proposed=summary.proposed or 0,
    )


@feedback_summary_hooks.on_transition("review")
def concluded(summary: FeedbackSummary, ctx: Context) -> None:
    """The general manager publishes."""
    ctx.notify(
        people.holders(ctx, "gm", None),
        "feedback_summary.reviewed",
        dedup_key=f"feedback_summary:{summary.id}:reviewed:{ctx.now.isoformat()}",
        record=summary,
        period=summary.period,
    )


@feedback_summary_hooks.on_transition("publish")
def published(summary: FeedbackSummary, ctx: Context) -> None:
    summary.published_at = ctx.now
