"""主题统计 Topic of a summary: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4627793ed24e366812e230a17267e57456db273be5d3cc8bd470f0a44ca8f02b

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

if TYPE_CHECKING:
    from ..feedback_summary.model import FeedbackSummary
    from ..feedback_topic.model import FeedbackTopic
    from ..improvement.model import Improvement


class FeedbackTopicStat(Entity):
    """主题统计 Topic of a summary (五)."""

    __tablename__ = "feedback_topic_stat"
    __table_args__ = (
        Index(
            "uq_feedback_topic_stat_summary_topic",
            "summary_id",
            "topic_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_feedback_topic_stat_rank", "rank"),
        Index("ix_feedback_topic_stat_summary_rank", "summary_id", "rank"),
        Index("ix_feedback_topic_stat_topic_rank", "topic_id", "rank"),
    )
    meta = EntityMeta(
        name="FeedbackTopicStat",
        module="fb",
        label=label(zh="主题统计", en="Topic of a summary"),
        title="{topic.name}",
        process="五",
        parent="FeedbackSummary",
    )

    summary_id: Mapped[int] = mapped_column(
        ForeignKey("feedback_summary.id", name="fk_feedback_topic_stat_summary"),
        info=field(
            "ref",
            zh="汇总",
            en="Summary",
            required=True,
            readonly=True,
            to="FeedbackSummary",
            on_delete="cascade",
        ),
    )
    summary: Mapped[FeedbackSummary] = relationship("FeedbackSummary", foreign_keys=[summary_id])
    topic_id: Mapped[int] = mapped_column(
        ForeignKey("feedback_topic.id", name="fk_feedback_topic_stat_topic"),
        info=field("ref", zh="主题", en="Topic", required=True, readonly=True, to="FeedbackTopic"),
    )
    topic: Mapped[FeedbackTopic] = relationship("FeedbackTopic", foreign_keys=[topic_id])
    rank: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="排名", en="Rank", readonly=True, total=False)
    )
    count: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="条数", en="Items", readonly=True)
    )
    before: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="上期", en="Before", readonly=True)
    )
    growth: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("percent", zh="增长", en="Growth", readonly=True, total=False, scale=2),
    )
    severity: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(4),
        info=field(
            "decimal",
            zh="平均严重度",
            en="Mean severity",
            help=label(
                zh="低 0.25、中 0.5、高 0.75、重大 1",
                en="Low 0.25, medium 0.5, high 0.75, critical 1",
            ),
            readonly=True,
            total=False,
            scale=4,
        ),
    )
    negative: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("percent", zh="负面占比", en="Negative", readonly=True, total=False, scale=2),
    )
    critical: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="重大", en="Critical", readonly=True)
    )
    score: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(3),
        info=field(
            "decimal",
            zh="期间得分",
            en="Period score",
            help=label(
                zh="0.35×条数÷最多 + 0.30×严重度 + 0.20×min(1,增长) + 0.15×负面占比",
                en="0.35 × items ÷ most + 0.30 × severity + 0.20 × min(1, growth) + 0.15 × negative share",
            ),
            readonly=True,
            total=False,
            scale=3,
        ),
    )
    measure_id: Mapped[int | None] = mapped_column(
        ForeignKey("improvement.id", name="fk_feedback_topic_stat_measure"),
        index=True,
        info=field(
            "ref",
            zh="建议措施",
            en="Measure",
            readonly=True,
            to="Improvement",
            on_delete="null",
            trace="result",
        ),
    )
    measure: Mapped[Improvement | None] = relationship("Improvement", foreign_keys=[measure_id])


feedback_topic_stat_hooks = EntityHooks[FeedbackTopicStat, Never](FeedbackTopicStat)
