"""考勤调整 Attendance adjustment: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7c74f854d968dbbcd24f6b6f9a39e369929f11490549b669a650ce68985dcfa0

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Never

from sqlalchemy import Date, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks

if TYPE_CHECKING:
    from ..employee.model import Employee


class AttendanceAdjustment(Entity):
    """考勤调整 Attendance adjustment (4.2)."""

    __tablename__ = "attendance_adjustment"
    __table_args__ = (
        Index(
            "uq_attendance_adjustment_employee_date_period",
            "employee_id",
            "date",
            "period",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_attendance_adjustment_employee_period", "employee_id", "period"),
    )
    meta = EntityMeta(
        name="AttendanceAdjustment",
        module="hr",
        label=label(zh="考勤调整", en="Attendance adjustment"),
        title="{employee.name} {date}",
        process="4.2",
        help=label(
            zh="锁定月份之后的更正，计入下一个未锁定的月份",
            en="A correction of a locked month that counts in the next open one",
        ),
    )

    employee_id: Mapped[int] = mapped_column(
        ForeignKey("employee.id", name="fk_attendance_adjustment_employee"),
        info=field("ref", zh="员工", en="Employee", required=True, readonly=True, to="Employee"),
    )
    employee: Mapped[Employee] = relationship("Employee", foreign_keys=[employee_id])
    date: Mapped[datetime.date] = mapped_column(
        Date(), info=field("date", zh="更正日期", en="Day corrected", required=True, readonly=True)
    )
    period: Mapped[str] = mapped_column(
        String(7),
        index=True,
        info=field("string", zh="计入月份", en="Counts in", required=True, readonly=True, max=7),
    )
    due_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="应出勤分钟", en="Due", readonly=True, default=0)
    )
    worked_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="出勤分钟", en="Worked", readonly=True, default=0)
    )
    late_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="迟到分钟", en="Late", readonly=True, default=0)
    )
    early_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="早退分钟", en="Left early", readonly=True, default=0)
    )
    absent_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="缺勤分钟", en="Absent", readonly=True, default=0)
    )
    leave_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="请假分钟", en="Leave", readonly=True, default=0)
    )
    unpaid_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="事假分钟", en="Unpaid leave", readonly=True, default=0)
    )
    ot_workday_min: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("int", zh="工作日加班", en="Overtime on workdays", readonly=True, default=0),
    )
    ot_rest_min: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("int", zh="休息日加班", en="Overtime on rest days", readonly=True, default=0),
    )
    ot_holiday_min: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("int", zh="节假日加班", en="Overtime on holidays", readonly=True, default=0),
    )
    trip_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="外勤分钟", en="Trip", readonly=True, default=0)
    )
    comp_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="转调休分钟", en="For time off", readonly=True, default=0)
    )
    std_min: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("int", zh="日标准分钟", en="Standard of the day", readonly=True, total=False),
    )
    was: Mapped[str | None] = mapped_column(
        String(16), info=field("string", zh="原结果", en="Result before", readonly=True, max=16)
    )
    now: Mapped[str | None] = mapped_column(
        String(16), info=field("string", zh="更正结果", en="Result now", readonly=True, max=16)
    )


attendance_adjustment_hooks = EntityHooks[AttendanceAdjustment, Never](AttendanceAdjustment)
