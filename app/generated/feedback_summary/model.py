"""反馈汇总 Feedback summary: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 77697d3694ec143ebf0ad56a563cf3108aa6028f6b04ed84676d094f0630dcfa

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal, UtcDateTime

if TYPE_CHECKING:
    from ..feedback_topic_stat.model import FeedbackTopicStat
    from ..improvement.model import Improvement
    from ..project.model import Project

FeedbackSummaryState = Literal["generated", "reviewed", "published"]
FeedbackSummaryTransition = Literal["review", "revise", "publish"]
FeedbackSummaryGrain = Literal["month", "quarter"]
feedback_summary_grain = EnumType(
    "FeedbackSummaryGrain",
    [
        EnumValue("month", label(zh="月", en="Month")),
        EnumValue("quarter", label(zh="季", en="Quarter")),
    ],
)


class FeedbackSummary(Entity):
    """反馈汇总 Feedback summary (五)."""

    __tablename__ = "feedback_summary"
    __table_args__ = (
        Index(
            "uq_feedback_summary_period_project",
            "period",
            "project_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_feedback_summary_state_period", "state", "period"),
        Index("ix_feedback_summary_grain_period", "grain", "period"),
        Index("ix_feedback_summary_project_period", "project_id", "period"),
        Index("ix_feedback_summary_state_project_deleted_at", "state", "project_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="FeedbackSummary",
        module="fb",
        label=label(zh="反馈汇总", en="Feedback summary"),
        title="{period} {project.name}",
        process="五",
        help=label(
            zh="每月 1 日汇总上月，每季首日汇总上季；项目为空的一份是全公司",
            en="Made on the first of a month and of a quarter for the one that is over; one without a project is of the whole company",
        ),
        children=[
            Children(
                "topics",
                of="FeedbackTopicStat",
                by="summary",
                label=label(zh="主题排名", en="Topics by rank"),
            ),
            Children(
                "measures",
                of="Improvement",
                by="summary",
                label=label(zh="改进措施", en="Measures"),
            ),
        ],
    )

    period: Mapped[str] = mapped_column(
        String(7),
        info=field(
            "string",
            zh="期间",
            en="Period",
            required=True,
            readonly=True,
            max=7,
            pattern="[0-9]{4}-(0[1-9]|1[0-2]|Q[1-4])",
        ),
    )
    grain: Mapped[FeedbackSummaryGrain] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="周期",
            en="Of a",
            required=True,
            readonly=True,
            default="month",
            enum=feedback_summary_grain,
        ),
    )
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_feedback_summary_project"),
        info=field("ref", zh="项目", en="Project", readonly=True, to="Project"),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    total: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="意见数", en="Items", readonly=True)
    )
    before: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("int", zh="上期意见数", en="Items of the period before", readonly=True),
    )
    negative: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("percent", zh="负面占比", en="Negative", readonly=True, total=False, scale=2),
    )
    critical: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="重大", en="Critical", readonly=True)
    )
    on_time: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent", zh="按时答复率", en="Answered in time", readonly=True, total=False, scale=2
        ),
    )
    psi: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(4),
        info=field(
            "decimal",
            zh="主题变化 PSI",
            en="Change of topics (PSI)",
            help=label(
                zh="与上期的主题占比相比：小于 0.10 平稳，0.10–0.25 有变化，0.25 以上显著",
                en="Shares of topics against the period before: below 0.10 stable, to 0.25 moderate, above significant",
            ),
            readonly=True,
            total=False,
            scale=4,
        ),
    )
    proposed: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("int", zh="建议措施数", en="Measures proposed", readonly=True, default=0),
    )
    conclusion: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="管理层结论", en="Management's conclusion", max=4000)
    )
    made_at: Mapped[datetime.datetime] = mapped_column(
        UtcDateTime(),
        info=field(
            "datetime",
            zh="生成时间",
            en="Made",
            required=True,
            readonly=True,
            default=expression("now()", ["call", "now"]),
        ),
    )
    published_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="发布时间", en="Published", readonly=True)
    )
    state: Mapped[FeedbackSummaryState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    topics: Mapped[list[FeedbackTopicStat]] = relationship(
        "FeedbackTopicStat",
        primaryjoin="and_(FeedbackSummary.id == FeedbackTopicStat.summary_id, FeedbackTopicStat.deleted_at.is_(None))",
        foreign_keys="FeedbackTopicStat.summary_id",
        order_by="FeedbackTopicStat.id",
        viewonly=True,
    )
    measures: Mapped[list[Improvement]] = relationship(
        "Improvement",
        primaryjoin="and_(FeedbackSummary.id == Improvement.summary_id, Improvement.deleted_at.is_(None))",
        foreign_keys="Improvement.summary_id",
        order_by="Improvement.id",
        viewonly=True,
    )


feedback_summary_hooks = EntityHooks[FeedbackSummary, FeedbackSummaryTransition](
    FeedbackSummary, transitions=("review", "revise", "publish")
)
