"""抄表记录 Meter reading: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 afd6446340548f223e1073290c47725bafb7fce522b2ce4126fb32b27ca113d2

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import JSON, Boolean, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal, UtcDateTime

if TYPE_CHECKING:
    from ..meter.model import Meter
    from ..project.model import Project
    from ..unit.model import Unit

MeterReadingState = Literal["read", "checked", "rejected"]
MeterReadingTransition = Literal["check", "reject"]
MeterReadingKind = Literal["regular", "final", "replace"]
meter_reading_kind = EnumType(
    "MeterReadingKind",
    [
        EnumValue("regular", label(zh="正常", en="Regular")),
        EnumValue("final", label(zh="退房", en="At move-out")),
        EnumValue("replace", label(zh="换表", en="Replaced")),
    ],
)
MeterReadingAnomaly = Literal["none", "high", "low", "rollover", "negative"]
meter_reading_anomaly = EnumType(
    "MeterReadingAnomaly",
    [
        EnumValue("none", label(zh="无", en="None"), color="gray"),
        EnumValue("high", label(zh="偏高", en="High"), color="orange"),
        EnumValue("low", label(zh="偏低", en="Low"), color="yellow"),
        EnumValue("rollover", label(zh="翻转", en="Rolled over"), color="blue"),
        EnumValue("negative", label(zh="倒走", en="Backwards"), color="red"),
    ],
)


class MeterReading(Entity):
    """抄表记录 Meter reading (3.1)."""

    __tablename__ = "meter_reading"
    __table_args__ = (
        Index("ix_meter_reading_meter_period", "meter_id", "period"),
        Index("ix_meter_reading_project_period_state", "project_id", "period", "state"),
        Index("ix_meter_reading_read_at", "read_at"),
        Index("ix_meter_reading_state_read_at", "state", "read_at"),
        Index("ix_meter_reading_anomaly_read_at", "anomaly", "read_at"),
        Index("ix_meter_reading_project_read_at", "project_id", "read_at"),
        Index("ix_meter_reading_kind_read_at", "kind", "read_at"),
        Index("ix_meter_reading_meter_read_at", "meter_id", "read_at"),
        Index("ix_meter_reading_unit_read_at", "unit_id", "read_at"),
        Index(
            "ix_meter_reading_state_project_unit_deleted_at",
            "state",
            "project_id",
            "unit_id",
            "deleted_at",
        ),
    )
    meta = EntityMeta(
        name="MeterReading",
        module="fee",
        label=label(zh="抄表记录", en="Meter reading"),
        title="{meter.meter_no} {period}",
        process="3.1",
        parent="Meter",
    )

    meter_id: Mapped[int] = mapped_column(
        ForeignKey("meter.id", name="fk_meter_reading_meter"),
        info=field("ref", zh="表", en="Meter", required=True, to="Meter"),
    )
    meter: Mapped[Meter] = relationship("Meter", foreign_keys=[meter_id])
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_meter_reading_project"),
        info=field(
            "ref",
            zh="项目",
            en="Project",
            readonly=True,
            default=expression("meter.project", ["path", ["meter"], "project"]),
            to="Project",
        ),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    unit_id: Mapped[int | None] = mapped_column(
        ForeignKey("unit.id", name="fk_meter_reading_unit"),
        info=field(
            "ref",
            zh="房屋",
            en="Unit",
            readonly=True,
            default=expression("meter.unit", ["path", ["meter"], "unit"]),
            to="Unit",
        ),
    )
    unit: Mapped[Unit | None] = relationship("Unit", foreign_keys=[unit_id])
    period: Mapped[str] = mapped_column(
        String(7),
        info=field(
            "string",
            zh="期间",
            en="Period",
            required=True,
            max=7,
            pattern="[0-9]{4}-(0[1-9]|1[0-2])",
        ),
    )
    kind: Mapped[MeterReadingKind] = mapped_column(
        String(40),
        info=field(
            "enum", zh="类型", en="Kind", required=True, default="regular", enum=meter_reading_kind
        ),
    )
    prev: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2), info=field("decimal", zh="上次", en="Previous", readonly=True, scale=2)
    )
    curr: Mapped[Decimal] = mapped_column(
        ScaledDecimal(2), info=field("decimal", zh="本次", en="Now", required=True, min=0, scale=2)
    )
    usage: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2), info=field("decimal", zh="用量", en="Usage", readonly=True, scale=2)
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
    photo: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), info=field("images", zh="照片", en="Photo", max=2)
    )
    anomaly: Mapped[MeterReadingAnomaly | None] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="异常",
            en="Anomaly",
            readonly=True,
            default="none",
            enum=meter_reading_anomaly,
        ),
    )
    billed: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="已出账", en="Billed", readonly=True)
    )
    state: Mapped[MeterReadingState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


meter_reading_hooks = EntityHooks[MeterReading, MeterReadingTransition](
    MeterReading, transitions=("check", "reject")
)
