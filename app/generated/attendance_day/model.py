"""日考勤 Daily attendance: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f67f9338e556d696a8a6cdc192fc19cc2a7a71b1b44a0d00aef6a6d03bdc184d

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal, Never

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import UtcDateTime

from .. import enums
from ..enums import LeaveType

if TYPE_CHECKING:
    from ..employee.model import Employee
    from ..shift.model import Shift

AttendanceDayDayKind = Literal["workday", "rest", "statutory"]
attendance_day_day_kind = EnumType(
    "AttendanceDayDayKind",
    [
        EnumValue("workday", label(zh="工作日", en="Workday")),
        EnumValue("rest", label(zh="休息日", en="Rest day")),
        EnumValue("statutory", label(zh="法定节假日", en="Public holiday")),
    ],
)
AttendanceDayStatus = Literal[
    "normal",
    "late",
    "early",
    "late_early",
    "missing",
    "absent",
    "leave",
    "rest",
    "holiday",
    "overtime",
    "trip",
]
attendance_day_status = EnumType(
    "AttendanceDayStatus",
    [
        EnumValue("normal", label(zh="正常", en="Normal"), color="green"),
        EnumValue("late", label(zh="迟到", en="Late"), color="yellow"),
        EnumValue("early", label(zh="早退", en="Left early"), color="yellow"),
        EnumValue("late_early", label(zh="迟到早退", en="Late and left early"), color="orange"),
        EnumValue("missing", label(zh="缺卡", en="Punch missing"), color="orange"),
        EnumValue("absent", label(zh="旷工", en="Absent"), color="red"),
        EnumValue("leave", label(zh="请假", en="Leave"), color="blue"),
        EnumValue("rest", label(zh="休息", en="Rest"), color="gray"),
        EnumValue("holiday", label(zh="节假日", en="Holiday"), color="gray"),
        EnumValue("overtime", label(zh="加班", en="Overtime"), color="purple"),
        EnumValue("trip", label(zh="出差", en="Trip"), color="teal"),
    ],
)


class AttendanceDay(Entity):
    """日考勤 Daily attendance (4.2)."""

    __tablename__ = "attendance_day"
    __table_args__ = (
        Index(
            "uq_attendance_day_employee_date",
            "employee_id",
            "date",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_attendance_day_date_employee", "date", "employee_id"),
        Index("ix_attendance_day_status_date", "status", "date"),
        Index("ix_attendance_day_locked_date", "locked", "date"),
    )
    meta = EntityMeta(
        name="AttendanceDay",
        module="hr",
        label=label(zh="日考勤", en="Daily attendance"),
        title="{employee.name} {date}",
        process="4.2",
    )

    employee_id: Mapped[int] = mapped_column(
        ForeignKey("employee.id", name="fk_attendance_day_employee"),
        index=True,
        info=field("ref", zh="员工", en="Employee", required=True, readonly=True, to="Employee"),
    )
    employee: Mapped[Employee] = relationship("Employee", foreign_keys=[employee_id])
    date: Mapped[datetime.date] = mapped_column(
        Date(), info=field("date", zh="日期", en="Date", required=True, readonly=True)
    )
    day_kind: Mapped[AttendanceDayDayKind | None] = mapped_column(
        String(40),
        info=field("enum", zh="日类型", en="Day", readonly=True, enum=attendance_day_day_kind),
    )
    shift_id: Mapped[int | None] = mapped_column(
        ForeignKey("shift.id", name="fk_attendance_day_shift"),
        index=True,
        info=field("ref", zh="班次", en="Shift", readonly=True, to="Shift"),
    )
    shift: Mapped[Shift | None] = relationship("Shift", foreign_keys=[shift_id])
    in_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="签到", en="In", readonly=True)
    )
    out_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="签退", en="Out", readonly=True)
    )
    due_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("duration", zh="应出勤", en="Due", readonly=True)
    )
    worked_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("duration", zh="出勤", en="Worked", readonly=True)
    )
    late_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("duration", zh="迟到", en="Late", readonly=True)
    )
    early_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("duration", zh="早退", en="Left early", readonly=True)
    )
    absent_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("duration", zh="缺勤", en="Absent", readonly=True)
    )
    leave_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("duration", zh="请假", en="Leave", readonly=True)
    )
    leave_type: Mapped[LeaveType | None] = mapped_column(
        String(40),
        info=field("enum", zh="假别", en="Kind of leave", readonly=True, enum=enums.leave_type),
    )
    trip_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("duration", zh="外勤", en="Trip", readonly=True)
    )
    ot_workday_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("duration", zh="工作日加班", en="Overtime on workdays", readonly=True)
    )
    ot_rest_min: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("duration", zh="休息日加班", en="Overtime on rest days", readonly=True),
    )
    ot_holiday_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("duration", zh="节假日加班", en="Overtime on holidays", readonly=True)
    )
    comp_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("duration", zh="转调休", en="For time off", readonly=True)
    )
    status: Mapped[AttendanceDayStatus | None] = mapped_column(
        String(40),
        info=field("enum", zh="结果", en="Result", readonly=True, enum=attendance_day_status),
    )
    locked: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="锁定", en="Locked", readonly=True, default=False)
    )


attendance_day_hooks = EntityHooks[AttendanceDay, Never](AttendanceDay)
