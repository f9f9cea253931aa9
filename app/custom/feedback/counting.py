"""What was said in a period, counted by topic inside the database: one statement for a period and the one before it (五)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, case, func, select

from app.generated.feedback import Feedback
from app.runtime.context import Context

from . import periods
from .scores import TopicFigures
from .severity import WEIGHTS

HUNDREDTHS = {name: int(weight * 100) for name, weight in WEIGHTS.items()}


@dataclass(frozen=True, slots=True)
class Counted:
    """`topics`: topic → its figures, those that had items in either period. `answered`, `in_time`: of the period's."""

    topics: Mapping[int, TopicFigures]
    answered: int
    in_time: int

    @property
    def total(self) -> int:
        return sum(one.count for one in self.topics.values())

    @property
    def before(self) -> int:
        return sum(one.before for one in self.topics.values())

    @property
    def negative(self) -> int:
        return sum(one.negative for one in self.topics.values())

    @property
    def critical(self) -> int:
        return sum(one.critical for one in self.topics.values())

    @property
    def most(self) -> int:
        return max((one.count for one in self.topics.values()), default=0)


def count(ctx: Context, period: str, project: int | None) -> Counted:
    """Of one project, or of all (None)."""
    start, end = periods.moments(period)
    earlier, _ = periods.moments(periods.before(period))
    now = Feedback.created_at >= start
    weight = case(HUNDREDTHS, value=Feedback.severity, else_=0)
    rows = ctx.session.execute(
        select(
            Feedback.topic_id,
            _sum(now),
            _sum(~now),
            func.sum(case((now, weight), else_=0)),
            _sum(now & (Feedback.mood == "negative")),
            _sum(now & (Feedback.severity == "critical")),
            _sum(now & Feedback.reply_state.in_(("met", "missed", "breached"))),
            _sum(now & (Feedback.reply_state == "met")),
        )
        .where(
            Feedback.created_at >= earlier,
            Feedback.created_at < end,
            Feedback.topic_id.is_not(None),
            Feedback.deleted_at.is_(None),
            *([Feedback.project_id == project] if project is not None else []),
        )
        .group_by(Feedback.topic_id)
        .order_by(Feedback.topic_id)
    ).all()
    topics: dict[int, TopicFigures] = {}
    answered = in_time = 0
    for topic, number, before, graveness, negative, critical, judged, met in rows:
        mean = Decimal(graveness or 0) / 100 / number if number else Decimal(0)
        topics[topic] = TopicFigures(number, before, mean, negative, critical)
        answered, in_time = answered + judged, in_time + met
    return Counted(topics, answered, in_time)


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
