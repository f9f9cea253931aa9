"""考勤号 Device user id: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2ab0a3de32ff59dde8adbe8ac55c5cef97e9452edafc4dbf12b9ff977c6cb816

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal

from sqlalchemy import ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import UtcDateTime

if TYPE_CHECKING:
    from ..employee.model import Employee

AttendancePinState = Literal["unknown", "assigned", "ignored"]
AttendancePinTransition = Literal["assign", "ignore", "free"]


class AttendancePin(Entity):
    """考勤号 Device user id (4.2)."""

    __tablename__ = "attendance_pin"
    __table_args__ = (
        Index(
            "uq_attendance_pin_pin",
            "pin",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_attendance_pin_state_pin", "state", "pin"),
        Index("ix_attendance_pin_employee_pin", "employee_id", "pin"),
        Index("ix_attendance_pin_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="AttendancePin",
        module="hr",
        label=label(zh="考勤号", en="Device user id"),
        title="{pin}",
        process="4.2",
        help=label(
            zh="考勤机上的编号与员工的对应；系统不保存指纹和人脸",
            en="Which number on the clocks is whom; no fingerprint and no face is kept here",
        ),
    )

    pin: Mapped[str] = mapped_column(
        String(24),
        info=field(
            "string",
            zh="考勤号",
            en="Number on the clock",
            required=True,
            unique=True,
            max=24,
            pattern="[A-Za-z0-9_-]{1,24}",
        ),
    )
    employee_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_attendance_pin_employee"),
        info=field("ref", zh="员工", en="Employee", to="Employee"),
    )
    employee: Mapped[Employee | None] = relationship("Employee", foreign_keys=[employee_id])
    waiting: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("int", zh="待认领打卡", en="Punches waiting", readonly=True, default=0),
    )
    since: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="最早打卡", en="First punch", readonly=True)
    )
    state: Mapped[AttendancePinState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


attendance_pin_hooks = EntityHooks[AttendancePin, AttendancePinTransition](
    AttendancePin, transitions=("assign", "ignore", "free")
)
