"""Who is told what about attendance."""

from __future__ import annotations

from sqlalchemy import select

from app.custom.crm.people import holders, login_of_employee, unique
from app.generated.attendance_request import AttendanceRequest
from app.generated.department import Department
from app.generated.employee import Employee
from app.runtime import notify
from app.runtime.context import Context
from app.runtime.errors import message

notify.kind("attendance", zh="考勤", en="Attendance")
notify.template(
    "attendance.to_decide",
    zh="{who} 提交了考勤申请 {number}，请审批。",
    en="{who} asks for your decision: request {number}.",
    title=message(zh="考勤申请 {number} 待审批", en="Request {number} waits for you"),
)
notify.template(
    "attendance.approved",
    zh="您的考勤申请 {number} 已批准。",
    en="Your request {number} was approved.",
    title=message(zh="考勤申请 {number} 已批准", en="Request {number} was approved"),
)
notify.template(
    "attendance.refused",
    zh="您的考勤申请 {number} 未批准：{reason}",
    en="Your request {number} was refused: {reason}",
    title=message(zh="考勤申请 {number} 未批准", en="Request {number} was refused"),
)
notify.template(
    "attendance.deputy",
    zh="{who} 休假期间请您代理（{number}）。",
    en="You stand in for {who} ({number}).",
    title=message(zh="请您代理：{number}", en="You are asked to stand in: {number}"),
)
notify.template(
    "attendance.back",
    zh="{who} 提前返岗或撤回了已批准的申请 {number}：{reason}",
    en="{who} is back early, or took back the approved request {number}: {reason}",
    title=message(
        zh="已批准的考勤申请 {number} 有变动", en="Approved request {number} was changed"
    ),
)
notify.template(
    "attendance.month",
    zh="{period} 考勤报表已生成，请核对并确认。",
    en="Your attendance of {period} is there: please look it over and confirm it.",
    title=message(zh="请确认 {period} 考勤", en="Please confirm your attendance of {period}"),
)
notify.template(
    "attendance.returned",
    zh="{period} 考勤报表被退回：{reason}",
    en="Your attendance of {period} was returned: {reason}",
    title=message(zh="{period} 考勤报表被退回", en="Attendance of {period} was returned"),
)
notify.template(
    "attendance.stranger",
    zh="未登记的考勤机 {serial}（{address}）请求接入，打卡暂被拒收。",
    en="A clock that is not registered calls: {serial} from {address}. Its punches are refused.",
    title=message(zh="未登记的考勤机请求接入", en="A clock that is not registered calls"),
)
notify.template(
    "attendance.silent",
    zh="考勤机 {serial} 已离线超过 30 分钟。",
    en="The clock {serial} has been silent for over half an hour.",
    title=message(zh="考勤机离线", en="A clock is offline"),
)
notify.template(
    "attendance.drift",
    zh="考勤机 {serial} 的时钟快了 {seconds} 秒，请校时。",
    en="The clock {serial} is {seconds} s ahead: please set it.",
    title=message(zh="考勤机时钟不准", en="A clock runs wrong"),
)


def to_decide(ctx: Context, asked: AttendanceRequest) -> None:
    """The head of the department, or of the one above where the applicant is that himself."""
    row = ctx.get(Employee, asked.employee_id)
    logins = _heads(ctx, row)
    ctx.notify(
        logins or holders(ctx, "gm", None), "attendance.to_decide", record=asked, number=asked.req_no,
        who=row.name, dedup_key=f"decide {asked.id} {ctx.now:%Y%m%d%H%M%S}",
    )  # fmt: skip


def _heads(ctx: Context, person: Employee) -> list[int]:
    department: int | None = person.department_id
    for _ in range(5):
        if department is None:
            return []
        row = ctx.session.execute(
            select(Department.parent_id, Employee.id, Employee.login_id)
            .outerjoin(Employee, Employee.id == Department.head_id)
            .where(Department.id == department)
        ).one()
        if row.login_id is not None and row.id != person.id:
            return [row.login_id]
        department = row.parent_id
    return []


def to_hr(ctx: Context, asked: AttendanceRequest) -> None:
    """What the manager agreed to and HR decides."""
    person = ctx.get(Employee, asked.employee_id)
    ctx.notify(
        holders(ctx, "hr", None), "attendance.to_decide", record=asked, number=asked.req_no,
        who=person.name, dedup_key=f"hr {asked.id}",
    )  # fmt: skip


def decided(ctx: Context, asked: AttendanceRequest) -> None:
    """The applicant; and who stands in for him."""
    mine = login_of_employee(ctx, asked.employee_id)
    if asked.state == "rejected":
        ctx.notify(
            mine, "attendance.refused", record=asked, number=asked.req_no, reason=ctx.note,
            dedup_key=f"refused {asked.id}",
        )  # fmt: skip
        return
    ctx.notify(mine, "attendance.approved", record=asked, number=asked.req_no, dedup_key=f"approved {asked.id}")  # fmt: skip
    if asked.deputy_id is not None:
        person = ctx.get(Employee, asked.employee_id)
        ctx.notify(
            unique(login_of_employee(ctx, asked.deputy_id)), "attendance.deputy", number=asked.req_no,
            who=person.name, dedup_key=f"deputy {asked.id}",
        )  # fmt: skip


def back(ctx: Context, asked: AttendanceRequest, reason: str) -> None:
    """Who approved it plans with him again; who stood in need not; he himself, where HR did it for him."""
    person = ctx.get(Employee, asked.employee_id)
    told = [*_heads(ctx, person), *login_of_employee(ctx, asked.employee_id)]
    if asked.deputy_id is not None:
        told += login_of_employee(ctx, asked.deputy_id)
    ctx.notify(
        [one for one in unique(told) if one != ctx.actor.id], "attendance.back", record=asked,
        number=asked.req_no, who=person.name, reason=reason,
        dedup_key=f"back {asked.id} {ctx.now:%Y%m%d%H%M%S}",
    )  # fmt: skip
