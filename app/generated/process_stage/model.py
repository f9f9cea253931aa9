"""环节评估 Stage of an evaluation: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 1665e3224825712b63e32b48ca2f1a6468a42a8593094b06afd9bee304406284

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

if TYPE_CHECKING:
    from ..process_evaluation.model import ProcessEvaluation


class ProcessStage(Entity):
    """环节评估 Stage of an evaluation (四)."""

    __tablename__ = "process_stage"
    __table_args__ = (
        Index(
            "uq_process_stage_evaluation_place",
            "evaluation_id",
            "place",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_process_stage_place", "place"),
    )
    meta = EntityMeta(
        name="ProcessStage",
        module="fb",
        label=label(zh="环节评估", en="Stage of an evaluation"),
        title="{stage}",
        process="四",
        parent="ProcessEvaluation",
    )

    evaluation_id: Mapped[int] = mapped_column(
        ForeignKey("process_evaluation.id", name="fk_process_stage_evaluation"),
        index=True,
        info=field(
            "ref",
            zh="评估",
            en="Evaluation",
            required=True,
            readonly=True,
            to="ProcessEvaluation",
            on_delete="cascade",
        ),
    )
    evaluation: Mapped[ProcessEvaluation] = relationship(
        "ProcessEvaluation", foreign_keys=[evaluation_id]
    )
    place: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="序", en="Place", readonly=True, total=False)
    )
    stage: Mapped[str] = mapped_column(
        String(100),
        info=field("string", zh="环节", en="Stage", required=True, readonly=True, max=100),
    )
    cases: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="案例数", en="Cases", readonly=True)
    )
    p50_h: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal", zh="中位（小时）", en="p50 (hours)", readonly=True, total=False, scale=2
        ),
    )
    p90_h: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal", zh="P90（小时）", en="p90 (hours)", readonly=True, total=False, scale=2
        ),
    )
    target_h: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal", zh="目标（小时）", en="Target (hours)", readonly=True, total=False, scale=2
        ),
    )
    ratio: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal", zh="P90/目标", en="p90 by target", readonly=True, total=False, scale=2
        ),
    )
    share: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent", zh="时间占比", en="Share of the time", readonly=True, total=False, scale=2
        ),
    )
    waits: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="等待环节", en="Waiting", readonly=True)
    )
    is_bottleneck: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="瓶颈", en="Bottleneck", readonly=True, color="red")
    )


process_stage_hooks = EntityHooks[ProcessStage, Never](ProcessStage)
