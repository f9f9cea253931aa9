"""经营指标 Management figure: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d130dc01540aebb0b538a9820ba13748978050d1a83c6df931175ce0d7757f97

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

if TYPE_CHECKING:
    from ..project.model import Project


class CockpitFigure(Entity):
    """经营指标 Management figure (P3)."""

    __tablename__ = "cockpit_figure"
    __table_args__ = (
        Index(
            "uq_cockpit_figure_period_figure_project_item",
            "period",
            "figure",
            "project_id",
            "item",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_cockpit_figure_figure_period", "figure", "period"),
        Index("ix_cockpit_figure_project_period", "project_id", "period"),
    )
    meta = EntityMeta(
        name="CockpitFigure",
        module="base",
        label=label(zh="经营指标", en="Management figure"),
        title="{period} {figure}",
        process="P3",
        help=label(
            zh="系统每夜更新当月；月末的值留存，用于环比和同比",
            en="Brought up to date every night; the last value of a month is kept and compared with",
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
            pattern="[0-9]{4}-(0[1-9]|1[0-2])",
        ),
    )
    figure: Mapped[str] = mapped_column(
        String(32),
        info=field("string", zh="指标", en="Figure", required=True, readonly=True, max=32),
    )
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_cockpit_figure_project"),
        info=field(
            "ref",
            zh="项目",
            en="Project",
            help=label(zh="空 = 全公司", en="Empty: the whole company"),
            readonly=True,
            to="Project",
            on_delete="cascade",
        ),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    item: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "int",
            zh="明细",
            en="Item",
            help=label(zh="按分类统计的指标：分类编号", en="Of figures by category: its number"),
            readonly=True,
            total=False,
        ),
    )
    value: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(4),
        info=field(
            "decimal", zh="值（分子）", en="Value (numerator)", readonly=True, total=False, scale=4
        ),
    )
    base: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(4),
        info=field(
            "decimal",
            zh="分母",
            en="Denominator",
            help=label(
                zh="比率和平均值的分母；其他指标为空", en="Of shares and means; empty for others"
            ),
            readonly=True,
            total=False,
            scale=4,
        ),
    )


cockpit_figure_hooks = EntityHooks[CockpitFigure, Never](CockpitFigure)
