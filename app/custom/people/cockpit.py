"""People in the cockpit: headcount, attendance, vacancies (P3)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from urllib.parse import urlencode

from sqlalchemy import func, select

from app.custom.cockpit.parts import Kept, Month, figure, part, source
from app.generated.attendance_month import AttendanceMonth
from app.generated.employee import Employee
from app.generated.position import Position
from app.runtime.context import Context
from app.runtime.field import label

HERE = ("probation", "regular", "leaving")
"""States of those who work here."""


def _staff(month: Month, project: int | None) -> str:
    pairs = [("state__in", ",".join(HERE))]
    pairs += [("project", str(project))] if project is not None else []
    return f"/employee/list/?{urlencode(pairs)}"


def _months(month: Month, project: int | None) -> str:
    pairs = [("period", month.period)]
    pairs += [("employee.project", str(project))] if project is not None else []
    return f"/attendance_month/list/?{urlencode(pairs)}"


def _positions(month: Month, project: int | None) -> str:
    return "/position/list/"


part("people", place=4, label=label(zh="人员", en="People"), url="/employee/list/")
figure(
    "headcount", part="people", label=label(zh="在职人数", en="Headcount"), unit="count", wish="", entity=Employee,
    formula=label(zh="试用、正式和离职办理中的员工", en="Employees on probation, regular, or leaving"),
    rows=_staff, as_of=True,
)  # fmt: skip
figure(
    "attendance", part="people", label=label(zh="出勤率", en="Attendance"), unit="percent", wish="up", entity=AttendanceMonth,
    formula=label(zh="实出勤天 ÷ 应出勤天（当月考勤报表）", en="Days worked ÷ days due, of the month's attendance"),
    rows=_months, fields=("actual_days", "due_days"),
)  # fmt: skip
figure(
    "vacancies", part="people", label=label(zh="空缺编制", en="Vacancies"), unit="count", wish="down", entity=Employee,
    formula=label(zh="Σ max(0, 编制 − 在职)，按岗位", en="Σ max(0, headcount planned − employees), by position"),
    rows=_positions, as_of=True,
)  # fmt: skip


@source("headcount", "vacancies", as_of=True)
def staffed(ctx: Context, month: Month) -> Iterable[Kept]:
    """Two statements over those who work here now."""
    of = Employee
    projects: dict[int | None, int] = {}
    positions: dict[int, int] = {}
    for project, position, number in ctx.session.execute(
        select(of.project_id, of.position_id, func.count())
        .where(of.state.in_(HERE), of.deleted_at.is_(None))
        .group_by(of.project_id, of.position_id)
    ):
        projects[project] = projects.get(project, 0) + number
        positions[position] = positions.get(position, 0) + number
    for place, number in projects.items():
        yield Kept("headcount", place, Decimal(number))
    planned = ctx.session.execute(
        select(Position.id, Position.headcount).where(Position.deleted_at.is_(None))
    )
    free = sum(max(0, wanted - positions.get(id, 0)) for id, wanted in planned)
    yield Kept("vacancies", None, Decimal(free))


@source("attendance")
def present(ctx: Context, month: Month) -> Iterable[Kept]:
    """By project, one statement over the monthly reports."""
    of = AttendanceMonth
    for project, actual, due in ctx.session.execute(
        select(Employee.project_id, func.sum(of.actual_days), func.sum(of.due_days))
        .join(Employee, Employee.id == of.employee_id)
        .where(of.period == month.period, of.deleted_at.is_(None), of.due_days > 0)
        .group_by(Employee.project_id)
    ):
        yield Kept("attendance", project, Decimal(actual or 0), Decimal(due or 0))
