"""Measures that a month's summary proposes: what weighs much, what grows fast, whatever is critical (五, domain.md §4.18)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from app.custom.crm import bilingual_lines
from app.generated.feedback import Feedback
from app.generated.feedback_summary import FeedbackSummary
from app.generated.feedback_topic import FeedbackTopic
from app.generated.feedback_topic_stat import FeedbackTopicStat
from app.generated.improvement import Improvement
from app.runtime import records
from app.runtime.context import Context

from . import periods, submitters, topics
from .counting import Counted
from .scores import is_proposed
from .sources import OPEN

WHY = (
    "{period} {topic}：{count} 条（上期 {before} 条），得分 {score}，重大 {critical} 条",
    "{period} {topic_en}: {count} items ({before} before), score {score}, {critical} critical",
)
SAID = bilingual_lines.Lines([WHY])
"""How the reason of a proposed measure is read."""
NAME = "{topic}意见集中，查找原因并改进"
ACTION = "按 {period} 的 {count} 条“{topic}”意见查找共同原因，确定责任人、指标和目标。"


def propose(
    ctx: Context,
    summary: FeedbackSummary,
    counted: Counted,
    stats: Mapping[int, FeedbackTopicStat],
) -> int:
    """One measure for each topic that wants one and has none open in the project; returns how many are new.

    The period's feedback of the topic that belongs to no measure yet is linked to it.
    """
    wanted = [
        topic
        for topic, one in counted.topics.items()
        if is_proposed(one, stats[topic].score or one.severity * 0)
    ]
    if not wanted:
        return 0
    rows = ctx.query(select(FeedbackTopic).where(FeedbackTopic.id.in_(wanted)))
    named = {row.id: row for row in rows if row.code != topics.OTHER}
    known = dict(
        ctx.session.execute(
            select(Improvement.topic_id, Improvement.id)
            .where(
                Improvement.project_id == summary.project_id,
                Improvement.topic_id.in_(wanted),
                Improvement.state.in_(OPEN),
                Improvement.deleted_at.is_(None),
            )
            .order_by(Improvement.id)
        ).all()
    )
    made = 0
    for topic in sorted(named, key=lambda one: stats[one].rank or 0):
        one, line = counted.topics[topic], stats[topic]
        measure = known.get(topic)
        if measure is None:
            measure = _create(ctx, summary, named[topic], line).id
            made += 1
        if line.measure_id != measure:
            ctx.update(line, measure=measure)
        if one.count:
            _link(ctx, summary, topic, measure)
    return made


def _create(
    ctx: Context, summary: FeedbackSummary, topic: FeedbackTopic, line: FeedbackTopicStat
) -> Improvement:
    told = {
        "period": summary.period, "topic": topic.name, "topic_en": topic.name_en or topic.name,
        "count": line.count, "before": line.before, "score": line.score, "critical": line.critical,
    }  # fmt: skip
    return ctx.create(
        Improvement,
        source="feedback",
        project=summary.project_id,
        topic=topic.id,
        summary=summary.id,
        name=NAME.format(**told),
        action=ACTION.format(**told),
        reason=bilingual_lines.stored(*WHY, **told),
        metric="topic_items",
    )


def _link(ctx: Context, summary: FeedbackSummary, topic: int, measure: int) -> None:
    """By one statement, however many they are."""
    start, end = periods.moments(summary.period)
    one = ctx.get(Improvement, measure)
    those = (
        (Feedback.project_id == summary.project_id)
        & (Feedback.topic_id == topic)
        & Feedback.measure_id.is_(None)
        & (Feedback.created_at >= start)
        & (Feedback.created_at < end)
    )
    said = _to_tell(ctx, one, those)
    records.write_set(
        ctx,
        Feedback,
        those,
        action="update",
        values={"measure": measure},
        audit=f"measure of {summary.period}",
    )
    count_opinions(ctx, one)
    submitters.tell_of_measure(ctx, one, said)


def _to_tell(ctx: Context, measure: Improvement, those: Any) -> list[Feedback]:
    """Of a measure that is public already whoever comes to it hears at once; of another when it is published."""
    if measure.published_at is None:
        return []
    return list(
        ctx.query(
            select(Feedback).where(those, Feedback.deleted_at.is_(None)).order_by(Feedback.id)
        )
    )


def count_opinions(ctx: Context, measure: Improvement) -> None:
    """How much feedback belongs to it: kept on the measure, because a set of links is one statement."""
    number = ctx.session.scalar(
        select(func.count()).where(Feedback.measure_id == measure.id, Feedback.deleted_at.is_(None))
    )
    ctx.update(measure, opinions=int(number or 0))
