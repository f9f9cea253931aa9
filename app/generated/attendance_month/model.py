"""月考勤报表 Monthly attendance: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f674b30a8bf6d6eb7db8ae5bb646e5264c9484aa69cbd47e7c3925823b85b2ba

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Boolean, Computed, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.privacy.column import Sensitive
from app.runtime.types import ScaledDecimal

if TYPE_CHECKING:
    from ..department.model import Department
    from ..employee.model import Employee

AttendanceMonthState = Literal["generated", "employee_confirmed", "dept_reviewed", "locked"]
AttendanceMonthTransition = Literal["confirm", "review", "send_back", "redo", "lock"]


class AttendanceMonth(Entity):
    """月考勤报表 Monthly attendance (4.2)."""

    __tablename__ = "attendance_month"
    __table_args__ = (
        Index(
            "uq_attendance_month_employee_period",
            "employee_id",
            "period",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_attendance_month_period", "period"),
        Index("ix_attendance_month_state_period", "state", "period"),
        Index("ix_attendance_month_department_period", "department_id", "period"),
        Index("ix_attendance_month_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="AttendanceMonth",
        module="hr",
        label=label(zh="月考勤报表", en="Monthly attendance"),
        title="{employee.name} {period}",
        process="4.2",
    )

    employee_id: Mapped[int] = mapped_column(
        ForeignKey("employee.id", name="fk_attendance_month_employee"),
        index=True,
        info=field("ref", zh="员工", en="Employee", required=True, readonly=True, to="Employee"),
    )
    employee: Mapped[Employee] = relationship("Employee", foreign_keys=[employee_id])
    department_id: Mapped[int | None] = mapped_column(
        ForeignKey("department.id", name="fk_attendance_month_department"),
        info=field("ref", zh="部门", en="Department", readonly=True, to="Department"),
    )
    department: Mapped[Department | None] = relationship("Department", foreign_keys=[department_id])
    period: Mapped[str] = mapped_column(
        String(7), info=field("string", zh="月份", en="Month", required=True, readonly=True, max=7)
    )
    due_days: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="应出勤天", en="Due days", readonly=True, scale=2),
    )
    actual_days: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="实出勤天", en="Actual days", readonly=True, scale=2),
    )
    rate: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("percent", zh="出勤率", en="Attendance rate", readonly=True, scale=2),
    )
    late_times: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="迟到次", en="Late", readonly=True)
    )
    late_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("duration", zh="迟到分钟", en="Minutes late", readonly=True)
    )
    early_times: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="早退次", en="Left early", readonly=True)
    )
    missing_times: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="缺卡次", en="Punches missing", readonly=True)
    )
    absent_days: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="旷工天", en="Absent days", readonly=True, scale=2),
    )
    leave_days: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="请假天", en="Leave days", readonly=True, scale=2),
    )
    unpaid_days: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="其中事假天", en="Of these unpaid", readonly=True, scale=2),
    )
    trip_days: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2), info=field("decimal", zh="出差天", en="Trip days", readonly=True, scale=2)
    )
    worked_hours: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="出勤小时", en="Hours worked", readonly=True, scale=2),
    )
    ot_workday_h: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="工作日加班", en="Overtime on workdays", readonly=True, scale=2),
    )
    ot_rest_h: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="休息日加班", en="Overtime on rest days", readonly=True, scale=2),
    )
    ot_holiday_h: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="节假日加班", en="Overtime on holidays", readonly=True, scale=2),
    )
    over_h: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="综合工时超时",
            en="Over the standard of the quarter",
            help=label(
                zh="仅综合计算工时制，在季度最后一月计算",
                en="Comprehensive hours only, in the last month of the quarter",
            ),
            readonly=True,
            scale=2,
        ),
    )
    ot_hours: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="加班小时", en="Overtime hours", readonly=True, scale=2),
    )
    comp_hours: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="转调休小时", en="Hours for time off", readonly=True, scale=2),
    )
    adjusted: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="上期调整", en="Adjustments", readonly=True)
    )
    ot_pay: Mapped[Decimal | None] = mapped_column(
        Sensitive("attendance_month.ot_pay", kind="decimal", scale=2, blind=True),
        info=field("money", zh="加班费", en="Overtime pay", readonly=True, pii="sensitive"),
    )
    ot_pay_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("ot_pay", 1, 32)', persisted=True), deferred=True
    )
    deduction: Mapped[Decimal | None] = mapped_column(
        Sensitive("attendance_month.deduction", kind="decimal", scale=2, blind=True),
        info=field(
            "money",
            zh="扣款",
            en="Deduction",
            help=label(
                zh="负数为退还此前多扣的金额",
                en="Below zero: what was deducted before is paid back",
            ),
            readonly=True,
            pii="sensitive",
        ),
    )
    deduction_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("deduction", 1, 32)', persisted=True), deferred=True
    )
    confirmed_by_employee: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="员工确认", en="Confirmed by the employee", readonly=True)
    )
    state: Mapped[AttendanceMonthState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


attendance_month_hooks = EntityHooks[AttendanceMonth, AttendanceMonthTransition](
    AttendanceMonth, transitions=("confirm", "review", "send_back", "redo", "lock")
)
