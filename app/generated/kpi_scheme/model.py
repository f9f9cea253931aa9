"""考核方案 KPI scheme: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 9fb03afba96ca8f76cd7668796efebfc16dd22131f395d349b0661f043f9ce38

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.field import aggregate, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

if TYPE_CHECKING:
    from ..kpi_weight.model import KpiWeight
    from ..position.model import Position

KpiSchemeState = Literal["draft", "active", "retired"]
KpiSchemeTransition = Literal["activate", "revise", "retire"]


class KpiScheme(Entity):
    """考核方案 KPI scheme (4.3)."""

    __tablename__ = "kpi_scheme"
    __table_args__ = (
        Index(
            "uq_kpi_scheme_position",
            "position_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_kpi_scheme_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="KpiScheme",
        module="hr",
        label=label(zh="考核方案", en="KPI scheme"),
        title="{position.name}",
        process="4.3",
        children=[
            Children(
                "weights",
                of="KpiWeight",
                by="scheme",
                label=label(zh="指标与权重", en="KPIs and weights"),
            ),
        ],
    )

    position_id: Mapped[int] = mapped_column(
        ForeignKey("position.id", name="fk_kpi_scheme_position"),
        index=True,
        info=field("ref", zh="岗位", en="Position", required=True, unique=True, to="Position"),
    )
    position: Mapped[Position] = relationship("Position", foreign_keys=[position_id])
    total: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "percent",
            zh="权重合计",
            en="Weights together",
            scale=2,
            aggregate=aggregate("sum", "weights", "weight"),
        ),
    )
    note: Mapped[str | None] = mapped_column(
        String(200), info=field("string", zh="说明", en="Note", max=200)
    )
    state: Mapped[KpiSchemeState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    weights: Mapped[list[KpiWeight]] = relationship(
        "KpiWeight",
        primaryjoin="and_(KpiScheme.id == KpiWeight.scheme_id, KpiWeight.deleted_at.is_(None))",
        foreign_keys="KpiWeight.scheme_id",
        order_by="KpiWeight.id",
        viewonly=True,
    )


kpi_scheme_hooks = EntityHooks[KpiScheme, KpiSchemeTransition](
    KpiScheme, transitions=("activate", "revise", "retire")
)
