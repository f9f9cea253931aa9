"""流程红色项 Red item of a process: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f8493b0e58c9ac973bb48c6aae3ca173b46c5de34485e886e6c56f767a8138c7

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal, Never

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

from .. import enums
from ..enums import EvaluatedProcess

if TYPE_CHECKING:
    from ..improvement.model import Improvement
    from ..process_evaluation.model import ProcessEvaluation

ProcessFindingItem = Literal["bottleneck", "sla", "rework", "fitness", "first_time", "waiting_part"]
process_finding_item = EnumType(
    "ProcessFindingItem",
    [
        EnumValue("bottleneck", label(zh="环节超目标", en="Stage above its target")),
        EnumValue("sla", label(zh="超时率", en="SLA breached")),
        EnumValue("rework", label(zh="返工率", en="Rework")),
        EnumValue("fitness", label(zh="符合度", en="Conformance")),
        EnumValue("first_time", label(zh="一次完成率", en="First-time fix")),
        EnumValue("waiting_part", label(zh="等备件占比", en="Waiting for parts")),
    ],
)


class ProcessFinding(Entity):
    """流程红色项 Red item of a process (四)."""

    __tablename__ = "process_finding"
    __table_args__ = (
        Index(
            "uq_process_finding_flow_period_item",
            "flow",
            "period",
            "item",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_process_finding_period", "period"),
        Index("ix_process_finding_item_period", "item", "period"),
        Index("ix_process_finding_evaluation_period", "evaluation_id", "period"),
    )
    meta = EntityMeta(
        name="ProcessFinding",
        module="fb",
        label=label(zh="流程红色项", en="Red item of a process"),
        title="{flow} {period} {item}",
        process="四",
        parent="ProcessEvaluation",
    )

    evaluation_id: Mapped[int] = mapped_column(
        ForeignKey("process_evaluation.id", name="fk_process_finding_evaluation"),
        info=field(
            "ref",
            zh="评估",
            en="Evaluation",
            required=True,
            readonly=True,
            to="ProcessEvaluation",
            on_delete="cascade",
            trace="cause",
        ),
    )
    evaluation: Mapped[ProcessEvaluation] = relationship(
        "ProcessEvaluation", foreign_keys=[evaluation_id]
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
        String(7), info=field("string", zh="期间", en="Period", required=True, readonly=True, max=7)
    )
    item: Mapped[ProcessFindingItem] = mapped_column(
        String(40),
        info=field(
            "enum", zh="指标", en="Item", required=True, readonly=True, enum=process_finding_item
        ),
    )
    value: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="数值", en="Value", readonly=True, total=False, scale=2),
    )
    threshold: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="界限", en="Limit", readonly=True, total=False, scale=2),
    )
    suggestion: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="建议", en="Suggestion", readonly=True, max=2000)
    )
    measure_id: Mapped[int | None] = mapped_column(
        ForeignKey("improvement.id", name="fk_process_finding_measure"),
        index=True,
        info=field(
            "ref",
            zh="改进措施",
            en="Measure",
            readonly=True,
            to="Improvement",
            on_delete="null",
            trace="result",
        ),
    )
    measure: Mapped[Improvement | None] = relationship("Improvement", foreign_keys=[measure_id])


process_finding_hooks = EntityHooks[ProcessFinding, Never](ProcessFinding)
