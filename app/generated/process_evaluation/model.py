"""流程评估 Process evaluation: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 79bc8c0faf857a6cd18d045ec98ab23a71ddefbe637809e1e286c9bd6f3d344a

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal, UtcDateTime

from .. import enums
from ..enums import EvaluatedProcess

if TYPE_CHECKING:
    from ..process_finding.model import ProcessFinding
    from ..process_stage.model import ProcessStage

ProcessEvaluationState = Literal["generated", "reviewed", "published"]
ProcessEvaluationTransition = Literal["review", "revise", "publish"]
ProcessEvaluationGrain = Literal["month", "quarter"]
process_evaluation_grain = EnumType(
    "ProcessEvaluationGrain",
    [
        EnumValue("month", label(zh="月", en="Month")),
        EnumValue("quarter", label(zh="季", en="Quarter")),
    ],
)


class ProcessEvaluation(Entity):
    """流程评估 Process evaluation (四)."""

    __tablename__ = "process_evaluation"
    __table_args__ = (
        Index(
            "uq_process_evaluation_flow_period",
            "flow",
            "period",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_process_evaluation_state_period", "state", "period"),
        Index("ix_process_evaluation_period", "period"),
        Index("ix_process_evaluation_grain_period", "grain", "period"),
        Index("ix_process_evaluation_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="ProcessEvaluation",
        module="fb",
        label=label(zh="流程评估", en="Process evaluation"),
        title="{flow} {period}",
        process="四",
        help=label(
            zh="每月 1 日评估上月，每季首日评估上季；数字取自流转日志，发布后不再重算",
            en="Made on the first of a month and of a quarter for the one that is over, from the transition log; once published its figures stay",
        ),
        children=[
            Children(
                "stages", of="ProcessStage", by="evaluation", label=label(zh="环节", en="Stages")
            ),
            Children(
                "items",
                of="ProcessFinding",
                by="evaluation",
                label=label(zh="红色项", en="Red items"),
            ),
        ],
    )

    flow: Mapped[EvaluatedProcess] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="流程",
            en="Process",
            required=True,
            readonly=True,
            enum=enums.evaluated_process,
        ),
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
    grain: Mapped[ProcessEvaluationGrain] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="周期",
            en="Of a",
            required=True,
            readonly=True,
            default="month",
            enum=process_evaluation_grain,
        ),
    )
    cases: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="案例数", en="Cases", readonly=True)
    )
    cycle_p50_h: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="周期中位（小时）",
            en="Cycle p50 (hours)",
            readonly=True,
            total=False,
            scale=2,
        ),
    )
    cycle_p90_h: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="周期 P90（小时）",
            en="Cycle p90 (hours)",
            readonly=True,
            total=False,
            scale=2,
        ),
    )
    work_p50_h: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="工作时间中位（小时）",
            en="p50 in working hours",
            readonly=True,
            total=False,
            scale=2,
        ),
    )
    work_p90_h: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="工作时间 P90（小时）",
            en="p90 in working hours",
            readonly=True,
            total=False,
            scale=2,
        ),
    )
    bottleneck: Mapped[str | None] = mapped_column(
        String(100), info=field("string", zh="瓶颈环节", en="Bottleneck", readonly=True, max=100)
    )
    bottleneck_ratio: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="瓶颈 P90/目标",
            en="Its p90 by target",
            readonly=True,
            total=False,
            scale=2,
        ),
    )
    waiting: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("percent", zh="等待占比", en="Waiting", readonly=True, total=False, scale=2),
    )
    sla_breach: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("percent", zh="超时率", en="SLA breached", readonly=True, total=False, scale=2),
    )
    rework: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("percent", zh="返工率", en="Rework", readonly=True, total=False, scale=2),
    )
    fitness: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent",
            zh="符合度",
            en="Conformance",
            help=label(
                zh="全程都按已发布流程走的案例占比",
                en="Cases whose whole course the published definition accepts",
            ),
            readonly=True,
            total=False,
            scale=2,
        ),
    )
    first_time: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent", zh="一次完成率", en="First-time fix", readonly=True, total=False, scale=2
        ),
    )
    handovers: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="每案交接次数",
            en="Handovers per case",
            readonly=True,
            total=False,
            scale=2,
        ),
    )
    automation: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("percent", zh="自动化率", en="Automation", readonly=True, total=False, scale=2),
    )
    red: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="红色项", en="Red items", readonly=True, default=0)
    )
    conclusion: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="评审结论", en="Conclusion", max=4000)
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
    state: Mapped[ProcessEvaluationState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    stages: Mapped[list[ProcessStage]] = relationship(
        "ProcessStage",
        primaryjoin="and_(ProcessEvaluation.id == ProcessStage.evaluation_id, ProcessStage.deleted_at.is_(None))",
        foreign_keys="ProcessStage.evaluation_id",
        order_by="ProcessStage.id",
        viewonly=True,
    )
    items: Mapped[list[ProcessFinding]] = relationship(
        "ProcessFinding",
        primaryjoin="and_(ProcessEvaluation.id == ProcessFinding.evaluation_id, ProcessFinding.deleted_at.is_(None))",
        foreign_keys="ProcessFinding.evaluation_id",
        order_by="ProcessFinding.id",
        viewonly=True,
    )


process_evaluation_hooks = EntityHooks[ProcessEvaluation, ProcessEvaluationTransition](
    ProcessEvaluation, transitions=("review", "revise", "publish")
)
