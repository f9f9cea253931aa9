"""考勤机 Attendance clock: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f87974fb4db0fa6ddbf827006f095030872512bd87315e314f947c6d86cd840b

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Boolean, Computed, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.privacy.column import Sensitive
from app.runtime.types import UtcDateTime

if TYPE_CHECKING:
    from ..project.model import Project

AttendanceClockState = Literal["unknown", "active", "disabled"]
AttendanceClockTransition = Literal["admit", "disable"]


class AttendanceClock(Entity):
    """考勤机 Attendance clock (4.2)."""

    __tablename__ = "attendance_clock"
    __table_args__ = (
        Index(
            "uq_attendance_clock_serial",
            "serial",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_attendance_clock_state_serial", "state", "serial"),
        Index("ix_attendance_clock_project_serial", "project_id", "serial"),
        Index("ix_attendance_clock_offline_serial", "offline", "serial"),
        Index("ix_attendance_clock_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="AttendanceClock",
        module="hr",
        label=label(zh="考勤机", en="Attendance clock"),
        title="{serial}",
        process="4.2",
    )

    serial: Mapped[str] = mapped_column(
        String(32),
        info=field(
            "string",
            zh="序列号",
            en="Serial number",
            required=True,
            unique=True,
            max=32,
            pattern="[A-Za-z0-9_-]{1,32}",
        ),
    )
    name: Mapped[str | None] = mapped_column(
        String(48), info=field("string", zh="名称", en="Name", max=48)
    )
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_attendance_clock_project"),
        info=field("ref", zh="项目", en="Project", to="Project"),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    place: Mapped[str | None] = mapped_column(
        String(64), info=field("string", zh="安装位置", en="Where it hangs", max=64)
    )
    networks: Mapped[str | None] = mapped_column(
        String(200),
        info=field(
            "string",
            zh="允许的地址",
            en="Addresses allowed",
            help=label(
                zh="如 10.1.2.3 或 10.1.2.0/24，空格分隔；留空不限",
                en="Such as 10.1.2.3 or 10.1.2.0/24, with blanks between; empty: any",
            ),
            max=200,
        ),
    )
    comm_key: Mapped[str | None] = mapped_column(
        Sensitive("attendance_clock.comm_key", blind=True),
        info=field(
            "string",
            zh="通信密钥",
            en="Communication key",
            help=label(
                zh="与考勤机内设置的一致；留空不核对",
                en="The one set in the clock; empty: not asked",
            ),
            pii="sensitive",
            max=64,
        ),
    )
    comm_key_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("comm_key", 1, 32)', persisted=True), deferred=True
    )
    proved_from: Mapped[str | None] = mapped_column(
        String(64),
        info=field(
            "string", zh="已核对密钥的地址", en="Address that proved the key", readonly=True, max=64
        ),
    )
    seen_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="最近联系", en="Last seen", readonly=True)
    )
    seen_from: Mapped[str | None] = mapped_column(
        String(64), info=field("string", zh="来自地址", en="Seen from", readonly=True, max=64)
    )
    drift_s: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("int", zh="时钟偏差（秒）", en="Clock ahead by (s)", readonly=True, total=False),
    )
    stamp: Mapped[str | None] = mapped_column(
        String(40), info=field("string", zh="上传标记", en="Stamp", readonly=True, max=40)
    )
    lines: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="收到打卡", en="Punches received", readonly=True)
    )
    offline: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="离线", en="Offline", readonly=True, color="red")
    )
    state: Mapped[AttendanceClockState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


attendance_clock_hooks = EntityHooks[AttendanceClock, AttendanceClockTransition](
    AttendanceClock, transitions=("admit", "disable")
)
