"""表计 Meter: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 49b340c965e22dc500a8f45e6bb1f74280e403f65b46921eda37e7916d259423

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Children, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

from .. import enums
from ..enums import MeterKind

if TYPE_CHECKING:
    from ..building.model import Building
    from ..meter_reading.model import MeterReading
    from ..project.model import Project
    from ..unit.model import Unit


class Meter(Entity):
    """表计 Meter (3.1)."""

    __tablename__ = "meter"
    __table_args__ = (
        Index(
            "uq_meter_meter_no",
            "meter_no",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_meter_kind_meter_no", "kind", "meter_no"),
        Index("ix_meter_project_meter_no", "project_id", "meter_no"),
        Index("ix_meter_unit_meter_no", "unit_id", "meter_no"),
        Index("ix_meter_building_meter_no", "building_id", "meter_no"),
        Index("ix_meter_active_meter_no", "active", "meter_no"),
    )
    meta = EntityMeta(
        name="Meter",
        module="fee",
        label=label(zh="表计", en="Meter"),
        title="{meter_no}",
        process="3.1",
        children=[
            Children(
                "readings", of="MeterReading", by="meter", label=label(zh="抄表记录", en="Readings")
            ),
        ],
        checks=[
            Check(
                "unit_or_building",
                expression(
                    "unit == null or building == null",
                    ["or", ["is_null", ["field", "unit"]], ["is_null", ["field", "building"]]],
                ),
                message(
                    zh="分户表选房屋，公摊表选楼栋，不能都选", en="A unit or a building, not both"
                ),
            ),
        ],
    )

    meter_no: Mapped[str] = mapped_column(
        String(32),
        info=field("string", zh="表号", en="No.", required=True, unique=True, search=True, max=32),
    )
    kind: Mapped[MeterKind] = mapped_column(
        String(40), info=field("enum", zh="种类", en="Kind", required=True, enum=enums.meter_kind)
    )
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_meter_project"),
        info=field(
            "ref",
            zh="项目",
            en="Project",
            required=True,
            default=expression(
                "coalesce(unit.project, building.project)",
                [
                    "call",
                    "coalesce",
                    ["path", ["unit"], "project"],
                    ["path", ["building"], "project"],
                ],
            ),
            to="Project",
        ),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    unit_id: Mapped[int | None] = mapped_column(
        ForeignKey("unit.id", name="fk_meter_unit"),
        info=field("ref", zh="房屋", en="Unit", to="Unit"),
    )
    unit: Mapped[Unit | None] = relationship("Unit", foreign_keys=[unit_id])
    building_id: Mapped[int | None] = mapped_column(
        ForeignKey("building.id", name="fk_meter_building"),
        info=field("ref", zh="公摊楼栋", en="Shared by the building", to="Building"),
    )
    building: Mapped[Building | None] = relationship("Building", foreign_keys=[building_id])
    multiplier: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal", zh="倍率", en="Multiplier", required=True, default=1, min="0.01", scale=2
        ),
    )
    digits: Mapped[int] = mapped_column(
        Integer(),
        info=field(
            "int",
            zh="位数",
            en="Digits",
            help=label(zh="走满后从 0 重新开始", en="It begins again at 0 when it is full"),
            required=True,
            default=5,
            max=9,
            min=3,
        ),
    )
    first_value: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal", zh="初始读数", en="First value", required=True, default=0, min=0, scale=2
        ),
    )
    installed_on: Mapped[datetime.date] = mapped_column(
        Date(),
        info=field(
            "date",
            zh="安装日",
            en="Installed",
            required=True,
            default=expression("today()", ["call", "today"]),
        ),
    )
    removed_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="拆除日", en="Removed")
    )
    last_value: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="最近读数", en="Last value", readonly=True, scale=2),
    )
    last_read_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="最近抄表", en="Last read", readonly=True)
    )
    active: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="启用", en="Active", default=True)
    )
    readings: Mapped[list[MeterReading]] = relationship(
        "MeterReading",
        primaryjoin="and_(Meter.id == MeterReading.meter_id, MeterReading.deleted_at.is_(None))",
        foreign_keys="MeterReading.meter_id",
        order_by="MeterReading.id",
        viewonly=True,
    )


meter_hooks = EntityHooks[Meter, Never](Meter)
