"""考核明细 KPI of a review: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f1bfdd3b4765e35d2c1d8f0e088dbc53d94f7ef57a6d6e3313a79fd123532c4f

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Never

from sqlalchemy import JSON, ForeignKey, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

if TYPE_CHECKING:
    from ..kpi_indicator.model import KpiIndicator
    from ..performance_review.model import PerformanceReview


class ReviewItem(Entity):
    """考核明细 KPI of a review (4.3)."""

    __tablename__ = "review_item"
    __table_args__ = (
        Index(
            "uq_review_item_review_indicator",
            "review_id",
            "indicator_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )
    meta = EntityMeta(
        name="ReviewItem",
        module="hr",
        label=label(zh="考核明细", en="KPI of a review"),
        title="{indicator.name}",
        process="4.3",
        parent="PerformanceReview",
    )

    review_id: Mapped[int] = mapped_column(
        ForeignKey("performance_review.id", name="fk_review_item_review"),
        index=True,
        info=field(
            "ref",
            zh="考核",
            en="Review",
            required=True,
            readonly=True,
            to="PerformanceReview",
            on_delete="cascade",
        ),
    )
    review: Mapped[PerformanceReview] = relationship("PerformanceReview", foreign_keys=[review_id])
    indicator_id: Mapped[int] = mapped_column(
        ForeignKey("kpi_indicator.id", name="fk_review_item_indicator"),
        index=True,
        info=field("ref", zh="指标", en="KPI", required=True, readonly=True, to="KpiIndicator"),
    )
    indicator: Mapped[KpiIndicator] = relationship("KpiIndicator", foreign_keys=[indicator_id])
    target: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="目标", en="Target", readonly=True, total=False, scale=2),
    )
    floor: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="区间下限", en="Lower end", readonly=True, total=False, scale=2),
    )
    cap: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="封顶分", en="Cap", readonly=True, total=False)
    )
    entered: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="人工填写",
            en="Entered by hand",
            help=label(zh="系统取数的指标不能填写", en="Not of KPIs that are read from operations"),
            total=False,
            min=0,
            scale=2,
        ),
    )
    actual: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="实际", en="Actual", readonly=True, total=False, scale=2),
    )
    score: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="得分", en="Score", readonly=True, total=False, scale=2),
    )
    weight: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent", zh="权重", en="Weight", required=True, readonly=True, total=False, scale=2
        ),
    )
    counted: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent", zh="计入权重", en="Weight that counts", readonly=True, total=False, scale=2
        ),
    )
    rows: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="依据笔数", en="Rows", readonly=True, total=False)
    )
    evidence: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True), info=field("json", zh="依据", en="Evidence", readonly=True)
    )


review_item_hooks = EntityHooks[ReviewItem, Never](ReviewItem)
