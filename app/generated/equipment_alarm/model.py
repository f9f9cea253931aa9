"""设备告警 Device alarm: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4cee76753f182ba4e34516d3c90024c6a6a446535f4c106d302d35f5eff4b0cb

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Never

from sqlalchemy import JSON, Boolean, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import UtcDateTime

from .. import enums
from ..enums import FaultSeverity

if TYPE_CHECKING:
    from ..equipment.model import Equipment
    from ..project.model import Project
    from ..repair_order.model import RepairOrder


class EquipmentAlarm(Entity):
    """设备告警 Device alarm (2.3)."""

    __tablename__ = "equipment_alarm"
    __table_args__ = (
        Index(
            "uq_equipment_alarm_created_by_external_id",
            "created_by_id",
            "external_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_equipment_alarm_equipment_at", "equipment_id", "at"),
        Index("ix_equipment_alarm_at", "at"),
        Index("ix_equipment_alarm_severity_at", "severity", "at"),
        Index("ix_equipment_alarm_project_at", "project_id", "at"),
        Index("ix_equipment_alarm_joined_at", "joined", "at"),
        Index("ix_equipment_alarm_created_by_at", "created_by_id", "at"),
    )
    meta = EntityMeta(
        name="EquipmentAlarm",
        module="eqp",
        label=label(zh="设备告警", en="Device alarm"),
        title="{device} {fault_code}",
        process="2.3",
        help=label(
            zh="物联网平台经接口上报；自动开报修单，同一故障未修好前只计次数",
            en="Sent by a device platform over REST; opens a repair order, and counts while the same fault is still open",
        ),
    )

    external_id: Mapped[str] = mapped_column(
        String(64),
        info=field(
            "string",
            zh="外部编号",
            en="External id",
            help=label(zh="同一编号只处理一次", en="One id is handled once"),
            required=True,
            max=64,
        ),
    )
    device: Mapped[str] = mapped_column(
        String(64),
        info=field(
            "string",
            zh="设备编号或出厂编号",
            en="Number or serial of the device",
            required=True,
            max=64,
        ),
    )
    equipment_id: Mapped[int | None] = mapped_column(
        ForeignKey("equipment.id", name="fk_equipment_alarm_equipment"),
        info=field("ref", zh="设备", en="Equipment", readonly=True, to="Equipment"),
    )
    equipment: Mapped[Equipment | None] = relationship("Equipment", foreign_keys=[equipment_id])
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_equipment_alarm_project"),
        info=field("ref", zh="项目", en="Project", readonly=True, to="Project"),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    fault_code: Mapped[str] = mapped_column(
        String(24), info=field("string", zh="故障代码", en="Fault code", required=True, max=24)
    )
    severity: Mapped[FaultSeverity] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="严重程度",
            en="Severity",
            required=True,
            default="s3",
            enum=enums.fault_severity,
        ),
    )
    at: Mapped[datetime.datetime] = mapped_column(
        UtcDateTime(),
        info=field(
            "datetime",
            zh="时间",
            en="At",
            required=True,
            default=expression("now()", ["call", "now"]),
        ),
    )
    message: Mapped[str | None] = mapped_column(
        String(500), info=field("string", zh="内容", en="Message", max=500)
    )
    reading: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True), info=field("json", zh="读数", en="Readings")
    )
    repair_order_id: Mapped[int | None] = mapped_column(
        ForeignKey("repair_order.id", name="fk_equipment_alarm_repair_order"),
        index=True,
        info=field(
            "ref", zh="报修单", en="Repair order", readonly=True, to="RepairOrder", trace="result"
        ),
    )
    repair_order: Mapped[RepairOrder | None] = relationship(
        "RepairOrder", foreign_keys=[repair_order_id]
    )
    joined: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="并入已有报修", en="Joined an open order", readonly=True)
    )


equipment_alarm_hooks = EntityHooks[EquipmentAlarm, Never](EquipmentAlarm)
