"""指标权重 Weight of a KPI: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ce070add4aaa921dd5240499d29b1f8ee3f2755fb6c6e11817475e1c7212bf96

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

if TYPE_CHECKING:
    from ..kpi_indicator.model import KpiIndicator
    from ..kpi_scheme.model import KpiScheme


class KpiWeight(Entity):
    """指标权重 Weight of a KPI (4.3)."""

    __tablename__ = "kpi_weight"
    __table_args__ = (
        Index(
            "uq_kpi_weight_scheme_indicator",
            "scheme_id",
            "indicator_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )
    meta = EntityMeta(
        name="KpiWeight",
        module="hr",
        label=label(zh="指标权重", en="Weight of a KPI"),
        title="{indicator.name}",
        process="4.3",
        checks=[
            Check(
                "band_in_order",
                expression(
                    "floor == null or floor <= target",
                    [
                        "or",
                        ["is_null", ["field", "floor"]],
                        ["le", ["field", "floor"], ["field", "target"]],
                    ],
                ),
                message(zh="区间下限不能高于目标", en="The lower end is above the target"),
            ),
        ],
        parent="KpiScheme",
    )

    scheme_id: Mapped[int] = mapped_column(
        ForeignKey("kpi_scheme.id", name="fk_kpi_weight_scheme"),
        index=True,
        info=field(
            "ref", zh="方案", en="Scheme", required=True, to="KpiScheme", on_delete="cascade"
        ),
    )
    scheme: Mapped[KpiScheme] = relationship("KpiScheme", foreign_keys=[scheme_id])
    indicator_id: Mapped[int] = mapped_column(
        ForeignKey("kpi_indicator.id", name="fk_kpi_weight_indicator"),
        index=True,
        info=field("ref", zh="指标", en="KPI", required=True, to="KpiIndicator"),
    )
    indicator: Mapped[KpiIndicator] = relationship("KpiIndicator", foreign_keys=[indicator_id])
    target: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal", zh="目标", en="Target", required=True, total=False, min="0.01", scale=2
        ),
    )
    floor: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="区间下限",
            en="Lower end",
            help=label(
                zh="仅用于“区间内最好”，上限为目标", en="Of a band only: from here up to the target"
            ),
            total=False,
            min=0,
            scale=2,
        ),
    )
    cap: Mapped[int] = mapped_column(
        Integer(),
        info=field(
            "int", zh="封顶分", en="Cap", required=True, default=120, total=False, max=200, min=100
        ),
    )
    weight: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field("percent", zh="权重", en="Weight", required=True, max=100, min="0.01", scale=2),
    )


kpi_weight_hooks = EntityHooks[KpiWeight, Never](KpiWeight)
