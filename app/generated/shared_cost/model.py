"""公摊费用 Shared cost: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4591271d8daac33fec61627fdc09b41692a3f3ff3fa7c099a3d01c35e00b8d36

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import JSON, Boolean, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

if TYPE_CHECKING:
    from ..building.model import Building
    from ..fee_item.model import FeeItem
    from ..meter.model import Meter
    from ..project.model import Project


class SharedCost(Entity):
    """公摊费用 Shared cost (3.1)."""

    __tablename__ = "shared_cost"
    __table_args__ = (
        Index(
            "uq_shared_cost_fee_item_project_building_period",
            "fee_item_id",
            "project_id",
            "building_id",
            "period",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_shared_cost_period", "period"),
        Index("ix_shared_cost_fee_item_period", "fee_item_id", "period"),
        Index("ix_shared_cost_project_period", "project_id", "period"),
        Index("ix_shared_cost_building_period", "building_id", "period"),
        Index("ix_shared_cost_billed_period", "billed", "period"),
    )
    meta = EntityMeta(
        name="SharedCost",
        module="fee",
        label=label(zh="公摊费用", en="Shared cost"),
        title="{fee_item.name} {period} {building.name}",
        process="3.1",
    )

    fee_item_id: Mapped[int] = mapped_column(
        ForeignKey("fee_item.id", name="fk_shared_cost_fee_item"),
        info=field("ref", zh="收费项目", en="Fee item", required=True, to="FeeItem"),
    )
    fee_item: Mapped[FeeItem] = relationship("FeeItem", foreign_keys=[fee_item_id])
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_shared_cost_project"),
        info=field(
            "ref",
            zh="项目",
            en="Project",
            required=True,
            default=expression("building.project", ["path", ["building"], "project"]),
            to="Project",
        ),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    building_id: Mapped[int | None] = mapped_column(
        ForeignKey("building.id", name="fk_shared_cost_building"),
        info=field(
            "ref",
            zh="楼栋",
            en="Building",
            help=label(zh="空 = 全项目分摊", en="Empty: the whole project"),
            to="Building",
        ),
    )
    building: Mapped[Building | None] = relationship("Building", foreign_keys=[building_id])
    period: Mapped[str] = mapped_column(
        String(7),
        info=field(
            "string",
            zh="账期",
            en="Period",
            required=True,
            max=7,
            pattern="[0-9]{4}-(0[1-9]|1[0-2])",
        ),
    )
    amount: Mapped[Decimal] = mapped_column(
        MoneyType(),
        info=field("money", zh="待分摊金额", en="Amount to be shared", required=True, min="0.01"),
    )
    meter_id: Mapped[int | None] = mapped_column(
        ForeignKey("meter.id", name="fk_shared_cost_meter"),
        index=True,
        info=field("ref", zh="来源表计", en="From the meter", to="Meter", on_delete="null"),
    )
    meter: Mapped[Meter | None] = relationship("Meter", foreign_keys=[meter_id])
    billed: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="已出账", en="Billed", readonly=True)
    )
    document: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), info=field("files", zh="凭据", en="Evidence", max=3)
    )


shared_cost_hooks = EntityHooks[SharedCost, Never](SharedCost)
