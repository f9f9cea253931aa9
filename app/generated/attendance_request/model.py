"""考勤申请 Attendance request: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6b916be751f3ebeaefdb0c52dd82152f9b7b5c09f1e0b279facdb40c31fb1a4d

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.privacy.column import Sensitive
from app.runtime.types import ScaledDecimal, UtcDateTime

from .. import enums
from ..enums import LeaveType

if TYPE_CHECKING:
    from ..employee.model import Employee

AttendanceRequestState = Literal[
    "draft", "submitted", "manager_ok", "approved", "rejected", "cancelled"
]
AttendanceRequestTransition = Literal[
    "submit", "manager_ok", "reject", "approve", "cancel", "come_back", "take_back"
]
AttendanceRequestKind = Literal["leave", "correct", "overtime", "trip", "swap"]
attendance_request_kind = EnumType(
    "AttendanceRequestKind",
    [
        EnumValue("leave", label(zh="请假", en="Leave"), color="blue"),
        EnumValue("correct", label(zh="补卡", en="Correction"), color="orange"),
        EnumValue("overtime", label(zh="加班", en="Overtime"), color="purple"),
        EnumValue("trip", label(zh="出差外勤", en="Trip"), color="teal"),
        EnumValue("swap", label(zh="换班", en="Swap"), color="gray"),
    ],
)


class AttendanceRequest(Entity):
    """考勤申请 Attendance request (4.2)."""

    __tablename__ = "attendance_request"
    __table_args__ = (
        Index("ix_attendance_request_employee_from_at", "employee_id", "from_at"),
        Index("ix_attendance_request_req_no", "req_no"),
        Index("ix_attendance_request_from_at", "from_at"),
        Index("ix_attendance_request_state_from_at", "state", "from_at"),
        Index("ix_attendance_request_kind_from_at", "kind", "from_at"),
        Index("ix_attendance_request_leave_type_from_at", "leave_type", "from_at"),
        Index("ix_attendance_request_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="AttendanceRequest",
        module="hr",
        label=label(zh="考勤申请", en="Attendance request"),
        title="{req_no}",
        process="4.2",
    )

    req_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field("number", zh="单号", en="No.", numbering=numbering("KQ{yyyy}{mm}-{seq:5}")),
    )
    employee_id: Mapped[int] = mapped_column(
        ForeignKey("employee.id", name="fk_attendance_request_employee"),
        info=field(
            "ref",
            zh="员工",
            en="Employee",
            required=True,
            readonly=True,
            default=expression("user.employee", ["user", ["employee"]]),
            to="Employee",
        ),
    )
    employee: Mapped[Employee] = relationship("Employee", foreign_keys=[employee_id])
    kind: Mapped[AttendanceRequestKind] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="类型",
            en="Kind",
            required=True,
            default="leave",
            enum=attendance_request_kind,
        ),
    )
    leave_type: Mapped[LeaveType | None] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="假别",
            en="Kind of leave",
            required=expression(
                "kind == 'leave'", ["eq", ["field", "kind"], ["lit", "string", "leave"]]
            ),
            visible=expression(
                "kind == 'leave'", ["eq", ["field", "kind"], ["lit", "string", "leave"]]
            ),
            enum=enums.leave_type,
        ),
    )
    from_at: Mapped[datetime.datetime] = mapped_column(
        UtcDateTime(),
        info=field(
            "datetime",
            zh="开始",
            en="From",
            help=label(
                zh="补卡填应打卡的时间", en="Of a correction: when the punch should have been"
            ),
            required=True,
        ),
    )
    to_at: Mapped[datetime.datetime] = mapped_column(
        UtcDateTime(),
        info=field(
            "datetime",
            zh="结束",
            en="To",
            help=label(zh="补卡可不填", en="Not needed for a correction"),
            required=True,
        ),
    )
    minutes: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "duration",
            zh="时长",
            en="Duration",
            help=label(zh="只计排班内的工作时间", en="Working time of the roster only"),
            readonly=True,
            total=False,
        ),
    )
    days: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="天数", en="Days", readonly=True, total=False, scale=2),
    )
    for_time_off: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="转调休",
            en="For time off",
            help=label(zh="不计加班费，转为调休", en="Time off instead of pay"),
            visible=expression(
                "kind == 'overtime'", ["eq", ["field", "kind"], ["lit", "string", "overtime"]]
            ),
        ),
    )
    swap_with_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_attendance_request_swap_with"),
        index=True,
        info=field(
            "ref",
            zh="换班同事",
            en="Swap with",
            required=expression(
                "kind == 'swap'", ["eq", ["field", "kind"], ["lit", "string", "swap"]]
            ),
            visible=expression(
                "kind == 'swap'", ["eq", ["field", "kind"], ["lit", "string", "swap"]]
            ),
            to="Employee",
        ),
    )
    swap_with: Mapped[Employee | None] = relationship("Employee", foreign_keys=[swap_with_id])
    reason: Mapped[str] = mapped_column(
        Text(),
        info=field(
            "text",
            zh="事由",
            en="Reason",
            help=label(zh="病情请写在“病情说明”", en="Write of an illness below"),
            required=True,
            pii="personal",
            max=500,
        ),
    )
    illness: Mapped[str | None] = mapped_column(
        Sensitive("attendance_request.illness"),
        info=field(
            "text",
            zh="病情说明",
            en="About the illness",
            help=label(zh="仅本人和人事可见", en="Seen by you and HR only"),
            visible=expression(
                "kind == 'leave'", ["eq", ["field", "kind"], ["lit", "string", "leave"]]
            ),
            pii="sensitive",
            max=500,
        ),
    )
    proof: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True),
        info=field(
            "files",
            zh="证明",
            en="Proof",
            help=label(zh="仅本人和人事可见", en="Seen by you and HR only"),
            max=5,
        ),
    )
    deputy_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_attendance_request_deputy"),
        index=True,
        info=field(
            "ref",
            zh="代理人",
            en="Deputy",
            visible=expression(
                "kind in ['leave', 'trip']",
                [
                    "in",
                    ["field", "kind"],
                    ["list", ["lit", "string", "leave"], ["lit", "string", "trip"]],
                ],
            ),
            to="Employee",
        ),
    )
    deputy: Mapped[Employee | None] = relationship("Employee", foreign_keys=[deputy_id])
    needs_hr: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="须人事审批", en="Needs HR", readonly=True)
    )
    back_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(),
        info=field(
            "datetime",
            zh="提前返岗",
            en="Back early at",
            help=label(
                zh="从此刻起恢复排班，余下的假退回余额",
                en="On the roster again from then on; what is left goes back to the balance",
            ),
            readonly=True,
            visible=expression(
                "kind in ['leave', 'trip']",
                [
                    "in",
                    ["field", "kind"],
                    ["list", ["lit", "string", "leave"], ["lit", "string", "trip"]],
                ],
            ),
        ),
    )
    state: Mapped[AttendanceRequestState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


attendance_request_hooks = EntityHooks[AttendanceRequest, AttendanceRequestTransition](
    AttendanceRequest,
    transitions=("submit", "manager_ok", "reject", "approve", "cancel", "come_back", "take_back"),
)
