"""设备停机 Downtime: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 90c83389fc81e1e78e3203f366a37d27ab4b9eff384dda9b1b2be8068a659848

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal, Never

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import UtcDateTime

if TYPE_CHECKING:
    from ..equipment.model import Equipment
    from ..equipment_category.model import EquipmentCategory
    from ..project.model import Project
    from ..repair_order.model import RepairOrder

EquipmentDowntimeReason = Literal["fault", "maintain", "external"]
equipment_downtime_reason = EnumType(
    "EquipmentDowntimeReason",
    [
        EnumValue("fault", label(zh="故障", en="Fault"), color="red"),
        EnumValue("maintain", label(zh="保养", en="Maintenance"), color="teal"),
        EnumValue("external", label(zh="外部", en="External"), color="gray"),
    ],
)


class EquipmentDowntime(Entity):
    """设备停机 Downtime (2.4)."""

    __tablename__ = "equipment_downtime"
    __table_args__ = (
        Index("ix_equipment_downtime_equipment_from_at", "equipment_id", "from_at"),
        Index("ix_equipment_downtime_from_at", "from_at"),
        Index("ix_equipment_downtime_project_from_at", "project_id", "from_at"),
        Index("ix_equipment_downtime_category_from_at", "category_id", "from_at"),
        Index("ix_equipment_downtime_reason_from_at", "reason", "from_at"),
    )
    meta = EntityMeta(
        name="EquipmentDowntime",
        module="eqp",
        label=label(zh="设备停机", en="Downtime"),
        title="{equipment.equip_no} {equipment.name} {from_at}",
        process="2.4",
        parent="Equipment",
    )

    equipment_id: Mapped[int] = mapped_column(
        ForeignKey("equipment.id", name="fk_equipment_downtime_equipment"),
        info=field("ref", zh="设备", en="Equipment", required=True, readonly=True, to="Equipment"),
    )
    equipment: Mapped[Equipment] = relationship("Equipment", foreign_keys=[equipment_id])
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("equipment_category.id", name="fk_equipment_downtime_category"),
        info=field(
            "ref",
            zh="设备分类",
            en="Equipment category",
            to="EquipmentCategory",
            lookup=["equipment", "category"],
        ),
    )
    category: Mapped[EquipmentCategory | None] = relationship(
        "EquipmentCategory", foreign_keys=[category_id]
    )
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_equipment_downtime_project"),
        info=field("ref", zh="项目", en="Project", readonly=True, to="Project"),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    from_at: Mapped[datetime.datetime] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="开始", en="From", required=True, readonly=True)
    )
    to_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="结束", en="To", readonly=True)
    )
    minutes: Mapped[int | None] = mapped_column(
        Integer(), info=field("duration", zh="时长", en="Minutes", readonly=True)
    )
    reason: Mapped[EquipmentDowntimeReason] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="原因",
            en="Reason",
            required=True,
            readonly=True,
            default="fault",
            enum=equipment_downtime_reason,
        ),
    )
    repair_order_id: Mapped[int | None] = mapped_column(
        ForeignKey("repair_order.id", name="fk_equipment_downtime_repair_order"),
        index=True,
        info=field(
            "ref", zh="报修单", en="Repair order", readonly=True, to="RepairOrder", trace="cause"
        ),
    )
    repair_order: Mapped[RepairOrder | None] = relationship(
        "RepairOrder", foreign_keys=[repair_order_id]
    )


equipment_downtime_hooks = EntityHooks[EquipmentDowntime, Never](EquipmentDowntime)
