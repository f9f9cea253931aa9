"""打卡记录 Punch: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5069c6f81dd2b4bb4902b3c9bc45d49e99bbad111587c7820043e1b4e38bbe58

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Literal, Never

from sqlalchemy import ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.privacy.column import Sensitive
from app.runtime.types import UtcDateTime

if TYPE_CHECKING:
    from ..check_in_place.model import CheckInPlace
    from ..employee.model import Employee

PunchSource = Literal["device", "app", "csv", "api", "manual"]
punch_source = EnumType(
    "PunchSource",
    [
        EnumValue("device", label(zh="考勤机", en="Clock")),
        EnumValue("app", label(zh="移动端", en="Phone")),
        EnumValue("csv", label(zh="导入", en="Imported")),
        EnumValue("api", label(zh="接口", en="Interface")),
        EnumValue("manual", label(zh="补卡", en="Corrected")),
    ],
)
PunchBy = Literal["position", "code"]
punch_by = EnumType(
    "PunchBy",
    [
        EnumValue("position", label(zh="定位", en="Position")),
        EnumValue("code", label(zh="扫码", en="QR code")),
    ],
)


class Punch(Entity):
    """打卡记录 Punch (4.2)."""

    __tablename__ = "punch"
    __table_args__ = (
        Index(
            "uq_punch_device_employee_at",
            "device",
            "employee_id",
            "at",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_punch_employee_at", "employee_id", "at"),
        Index("ix_punch_at", "at"),
        Index("ix_punch_source_at", "source", "at"),
    )
    meta = EntityMeta(
        name="Punch",
        module="hr",
        label=label(zh="打卡记录", en="Punch"),
        title="{employee.name} {at}",
        process="4.2",
        ledger=True,
    )

    employee_id: Mapped[int] = mapped_column(
        ForeignKey("employee.id", name="fk_punch_employee"),
        info=field("ref", zh="员工", en="Employee", required=True, to="Employee"),
    )
    employee: Mapped[Employee] = relationship("Employee", foreign_keys=[employee_id])
    at: Mapped[datetime.datetime] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="时间", en="At", required=True)
    )
    device: Mapped[str] = mapped_column(
        String(32), info=field("string", zh="设备", en="Device", required=True, max=32)
    )
    source: Mapped[PunchSource] = mapped_column(
        String(40),
        info=field("enum", zh="来源", en="Source", required=True, readonly=True, enum=punch_source),
    )
    pin: Mapped[str | None] = mapped_column(
        String(24),
        info=field(
            "string",
            zh="考勤号",
            en="Number on the clock",
            help=label(zh="可代替员工", en="Instead of the employee"),
            max=24,
        ),
    )
    place_id: Mapped[int | None] = mapped_column(
        ForeignKey("check_in_place.id", name="fk_punch_place"),
        index=True,
        info=field("ref", zh="打卡地点", en="Place", readonly=True, to="CheckInPlace"),
    )
    place: Mapped[CheckInPlace | None] = relationship("CheckInPlace", foreign_keys=[place_id])
    by: Mapped[PunchBy | None] = mapped_column(
        String(40), info=field("enum", zh="方式", en="By", readonly=True, enum=punch_by)
    )
    location: Mapped[dict[str, Any] | None] = mapped_column(
        Sensitive("punch.location"),
        info=field("geo", zh="位置", en="Location", readonly=True, pii="sensitive"),
    )
    accuracy_m: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("int", zh="定位精度（米）", en="Accuracy (m)", readonly=True, total=False),
    )
    distance_m: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="距离（米）", en="Distance (m)", readonly=True, total=False)
    )
    photo: Mapped[int | None] = mapped_column(
        ForeignKey("sys_attachment.id", name="fk_punch_photo"),
        info=field("image", zh="照片", en="Photo", readonly=True),
    )
    raw: Mapped[str | None] = mapped_column(
        String(200), info=field("string", zh="原始", en="As sent", readonly=True, max=200)
    )


punch_hooks = EntityHooks[Punch, Never](Punch)
