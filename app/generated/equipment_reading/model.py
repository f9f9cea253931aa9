"""运行小时抄表 Run hours reading: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d5ba897922ebc2b92402277016ea3ee80f7a143a7ba7a902ab2d5e1a667d1c17

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, Never

from sqlalchemy import Boolean, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal, UtcDateTime

if TYPE_CHECKING:
    from ..equipment.model import Equipment
    from ..project.model import Project

EquipmentReadingSource = Literal["person", "task", "iot"]
equipment_reading_source = EnumType(
    "EquipmentReadingSource",
    [
        EnumValue("person", label(zh="人工", en="By hand")),
        EnumValue("task", label(zh="巡检", en="Inspection")),
        EnumValue("iot", label(zh="物联网", en="Device")),
    ],
)


class EquipmentReading(Entity):
    """运行小时抄表 Run hours reading (2.2)."""

    __tablename__ = "equipment_reading"
    __table_args__ = (
        Index("ix_equipment_reading_equipment_read_at", "equipment_id", "read_at"),
        Index("ix_equipment_reading_read_at", "read_at"),
        Index("ix_equipment_reading_source_read_at", "source", "read_at"),
    )
    meta = EntityMeta(
        name="EquipmentReading",
        module="eqp",
        label=label(zh="运行小时抄表", en="Run hours reading"),
        title="{equipment.equip_no} {equipment.name} {hours}",
        process="2.2",
        ledger=True,
        parent="Equipment",
    )

    equipment_id: Mapped[int] = mapped_column(
        ForeignKey("equipment.id", name="fk_equipment_reading_equipment"),
        info=field("ref", zh="设备", en="Equipment", required=True, to="Equipment"),
    )
    equipment: Mapped[Equipment] = relationship("Equipment", foreign_keys=[equipment_id])
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_equipment_reading_project"),
        index=True,
        info=field(
            "ref",
            zh="项目",
            en="Project",
            readonly=True,
            default=expression("equipment.project", ["path", ["equipment"], "project"]),
            to="Project",
        ),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    hours: Mapped[Decimal] = mapped_column(
        ScaledDecimal(1),
        info=field(
            "decimal",
            zh="累计小时",
            en="Hours in all",
            help=label(
                zh="计时器上的读数；小于上次时须说明已换表",
                en="What the counter shows; less than last time only when the counter was replaced",
            ),
            required=True,
            total=False,
            min=0,
            scale=1,
        ),
    )
    replaced: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="已换计时器", en="Counter replaced")
    )
    added: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(1),
        info=field("decimal", zh="本次运行小时", en="Hours since the last", readonly=True, scale=1),
    )
    read_at: Mapped[datetime.datetime] = mapped_column(
        UtcDateTime(),
        info=field(
            "datetime",
            zh="抄表时间",
            en="Read at",
            required=True,
            default=expression("now()", ["call", "now"]),
        ),
    )
    source: Mapped[EquipmentReadingSource] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="来源",
            en="Source",
            required=True,
            readonly=True,
            default="person",
            enum=equipment_reading_source,
        ),
    )


equipment_reading_hooks = EntityHooks[EquipmentReading, Never](EquipmentReading)
