"""绩效考核 Review: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 211db61e9be539b7d41d1e866ee545376c47f05b15e3d7f5df2326b5b1aa75af

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import aggregate, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal, UtcDateTime

from .. import enums
from ..enums import ReviewGrade

if TYPE_CHECKING:
    from ..department.model import Department
    from ..employee.model import Employee
    from ..peer_score.model import PeerScore
    from ..position.model import Position
    from ..review_cycle.model import ReviewCycle
    from ..review_item.model import ReviewItem

PerformanceReviewState = Literal[
    "pending",
    "self_done",
    "manager_done",
    "calibrated",
    "published",
    "acknowledged",
    "appealed",
    "reviewed",
    "final",
]
PerformanceReviewTransition = Literal[
    "self_done",
    "skip_self",
    "manager_done",
    "calibrate",
    "accept",
    "recalibrate",
    "publish",
    "acknowledge",
    "appeal",
    "review_appeal",
    "finalise",
    "auto_final",
]


class PerformanceReview(Entity):
    """绩效考核 Review (4.3)."""

    __tablename__ = "performance_review"
    __table_args__ = (
        Index(
            "uq_performance_review_cycle_employee",
            "cycle_id",
            "employee_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_performance_review_cycle_state", "cycle_id", "state"),
        Index("ix_performance_review_reviewer_state", "reviewer_id", "state"),
        Index("ix_performance_review_employee_state", "employee_id", "state"),
        Index("ix_performance_review_grade", "grade"),
        Index("ix_performance_review_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="PerformanceReview",
        module="hr",
        label=label(zh="绩效考核", en="Review"),
        title="{employee_name} · {cycle.code} {cycle.name}",
        process="4.3",
        children=[
            Children("items", of="ReviewItem", by="review", label=label(zh="指标明细", en="KPIs")),
            Children("peers", of="PeerScore", by="review", label=label(zh="互评", en="Colleagues")),
        ],
    )

    cycle_id: Mapped[int] = mapped_column(
        ForeignKey("review_cycle.id", name="fk_performance_review_cycle"),
        info=field("ref", zh="周期", en="Cycle", required=True, readonly=True, to="ReviewCycle"),
    )
    cycle: Mapped[ReviewCycle] = relationship("ReviewCycle", foreign_keys=[cycle_id])
    employee_id: Mapped[int] = mapped_column(
        ForeignKey("employee.id", name="fk_performance_review_employee"),
        info=field("ref", zh="员工", en="Employee", required=True, readonly=True, to="Employee"),
    )
    employee: Mapped[Employee] = relationship("Employee", foreign_keys=[employee_id])
    employee_name: Mapped[str | None] = mapped_column(
        String(32),
        info=field(
            "string",
            zh="员工姓名",
            en="Employee's name",
            pii="personal",
            max=32,
            lookup=["employee", "name"],
        ),
    )
    department_id: Mapped[int | None] = mapped_column(
        ForeignKey("department.id", name="fk_performance_review_department"),
        index=True,
        info=field("ref", zh="部门", en="Department", readonly=True, to="Department"),
    )
    department: Mapped[Department | None] = relationship("Department", foreign_keys=[department_id])
    position_id: Mapped[int | None] = mapped_column(
        ForeignKey("position.id", name="fk_performance_review_position"),
        index=True,
        info=field("ref", zh="岗位", en="Position", readonly=True, to="Position"),
    )
    position: Mapped[Position | None] = relationship("Position", foreign_keys=[position_id])
    reviewer_id: Mapped[int] = mapped_column(
        ForeignKey("employee.id", name="fk_performance_review_reviewer"),
        info=field("ref", zh="考核人", en="Reviewer", required=True, to="Employee"),
    )
    reviewer: Mapped[Employee] = relationship("Employee", foreign_keys=[reviewer_id])
    kpi_score: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="指标分", en="KPI score", readonly=True, total=False, scale=2),
    )
    renormalised: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="权重已重算",
            en="Weights rescaled",
            help=label(
                zh="有指标没有数据，其余权重按比例放大",
                en="A KPI has no value; the others weigh more",
            ),
            readonly=True,
            color="yellow",
        ),
    )
    self_score: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="自评", en="Own score", total=False, max=100, min=0, scale=2),
    )
    self_comment: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="自评说明", en="In own words", max=2000)
    )
    judged_score: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="上级评（未公布）",
            en="Manager's score (unpublished)",
            total=False,
            max=100,
            min=0,
            scale=2,
        ),
    )
    judged_comment: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="评语（未公布）", en="Comment (unpublished)", max=2000)
    )
    peer_avg: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="互评平均（未公布）",
            en="Average of colleagues (unpublished)",
            total=False,
            scale=2,
            aggregate=aggregate("avg", "peers", "score"),
        ),
    )
    peer_count: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "int",
            zh="已互评人数",
            en="Colleagues who answered",
            total=False,
            aggregate=aggregate(
                "count",
                "peers",
                where=expression("score != null", ["not_null", ["field", "score"]]),
            ),
        ),
    )
    draft_score: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="综合分（未公布）",
            en="Score (unpublished)",
            readonly=True,
            total=False,
            scale=2,
        ),
    )
    band_grade: Mapped[ReviewGrade | None] = mapped_column(
        String(40),
        info=field(
            "enum", zh="分数线等级", en="Grade by the bands", readonly=True, enum=enums.review_grade
        ),
    )
    place: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="名次", en="Rank", readonly=True, total=False)
    )
    quota_grade: Mapped[ReviewGrade | None] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="建议等级",
            en="Proposed grade",
            help=label(zh="按分数线和强制分布", en="By the bands and the quota"),
            readonly=True,
            enum=enums.review_grade,
        ),
    )
    draft_grade: Mapped[ReviewGrade | None] = mapped_column(
        String(40),
        info=field(
            "enum", zh="校准等级（未公布）", en="Grade (unpublished)", enum=enums.review_grade
        ),
    )
    manager_score: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal", zh="上级评", en="Manager's score", readonly=True, total=False, scale=2
        ),
    )
    peer_score: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal", zh="互评", en="Colleagues' score", readonly=True, total=False, scale=2
        ),
    )
    final_score: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="综合分", en="Final score", readonly=True, total=False, scale=2),
    )
    grade: Mapped[ReviewGrade | None] = mapped_column(
        String(40),
        info=field("enum", zh="等级", en="Grade", readonly=True, enum=enums.review_grade),
    )
    comment: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="评语", en="Comment", readonly=True, max=2000)
    )
    published_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), index=True, info=field("datetime", zh="公布", en="Published", readonly=True)
    )
    appeal_until: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="申诉截止", en="Appeal until", readonly=True, expires=2)
    )
    employee_ack: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="员工确认", en="Acknowledged", readonly=True)
    )
    appeal: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="申诉理由", en="Appeal", max=2000)
    )
    appeal_answer: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="申诉答复", en="Answer to the appeal", max=2000)
    )
    appeal_grade: Mapped[ReviewGrade | None] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="复核等级",
            en="Grade after the appeal",
            help=label(zh="空 = 维持原等级", en="Empty: it stays"),
            enum=enums.review_grade,
        ),
    )
    promotion_hint: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True),
        info=field("json", zh="晋升建议", en="Promotion hint", readonly=True),
    )
    pay_hint: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True),
        info=field("json", zh="调薪建议", en="Pay hint", readonly=True, pii="personal"),
    )
    state: Mapped[PerformanceReviewState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    items: Mapped[list[ReviewItem]] = relationship(
        "ReviewItem",
        primaryjoin="and_(PerformanceReview.id == ReviewItem.review_id, ReviewItem.deleted_at.is_(None))",
        foreign_keys="ReviewItem.review_id",
        order_by="ReviewItem.id",
        viewonly=True,
    )
    peers: Mapped[list[PeerScore]] = relationship(
        "PeerScore",
        primaryjoin="and_(PerformanceReview.id == PeerScore.review_id, PeerScore.deleted_at.is_(None))",
        foreign_keys="PeerScore.review_id",
        order_by="PeerScore.id",
        viewonly=True,
    )


performance_review_hooks = EntityHooks[PerformanceReview, PerformanceReviewTransition](
    PerformanceReview,
    transitions=(
        "self_done",
        "skip_self",
        "manager_done",
        "calibrate",
        "accept",
        "recalibrate",
        "publish",
        "acknowledge",
        "appeal",
        "review_appeal",
        "finalise",
        "auto_final",
    ),
)
