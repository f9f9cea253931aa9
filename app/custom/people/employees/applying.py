"""An approved change takes effect on its day, once (4.1); what HR does directly goes on the record too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select

from app.custom.crm import people
from app.generated.employee import Employee
from app.generated.job_change import JobChange, job_change_hooks
from app.generated.job_change.model import job_change_kind
from app.runtime import notify, records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message
from app.runtime.jobs import schedule

from .changes import CARRIES, attribute, column, must_be_complete, note_before

notify.kind("people", zh="人事", en="People")
LEFT = "员工已离职 / The employee has left."
notify.template(
    "people.change_stuck",
    zh="任职变动 {number} 到期未能执行：{why}",
    en="Job change {number} is due and could not be applied: {why}",
    title=message(zh="任职变动 {number} 未能执行", en="Job change {number} could not be applied"),
)
notify.template(
    "people.change_effective",
    zh="你的任职变动 {number}（{kind}）自 {day} 起生效。",
    en="Your job change {number} ({kind_en}) takes effect on {day}.",
    title=message(zh="任职变动 {number} 已生效", en="Job change {number} has taken effect"),
)


@job_change_hooks.on_transition("approve")
def approved(change: JobChange, ctx: Context) -> None:
    """What is due is applied at once; what lies ahead waits for its day."""
    must_be_complete(ctx, change, ctx.get(Employee, change.employee_id))
    if change.effective_on <= ctx.today:
        ctx.transition(change, "apply")


@job_change_hooks.on_transition("apply")
def apply(change: JobChange, ctx: Context) -> None:
    """The employee gets what the change says, in the same transaction as the change's last step."""
    employee = ctx.get(Employee, change.employee_id)
    if employee.state == "left":
        raise RuleViolation("该员工已离职 / This employee has left.", field="employee")
    note_before(change, employee)
    values: dict[str, Any] = {}
    for part in CARRIES:
        wanted = getattr(change, column("to", part))
        if wanted is not None and wanted != getattr(employee, attribute(part)):
            values[attribute(part).removesuffix("_id")] = wanted
    if values:
        employee = ctx.update(employee, **values)
    if change.kind == "regular" and employee.state in ("onboarding", "probation"):
        ctx.transition(employee, "confirm")
    if employee.login_id is not None:
        value = job_change_kind.get(change.kind)
        ctx.notify(
            [employee.login_id],
            "people.change_effective",
            dedup_key=f"people.change_effective {change.id}",
            record=change,
            number=change.change_no,
            kind=value.label.in_language("zh") if value else change.kind,
            kind_en=value.label.in_language("en") if value else change.kind,
            day=change.effective_on.isoformat(),
        )


@schedule(
    "people.changes",
    cron="0 5 0 * * *",
    label=message(zh="执行到期的任职变动", en="Apply job changes that are due"),
)
def due(ctx: Context) -> None:
    """Just after midnight, in the order of their days; a night on which nothing ran is made up for by the next."""
    ids = ctx.session.execute(
        select(JobChange.id, Employee.state)
        .join(Employee, Employee.id == JobChange.employee_id)
        .where(
            JobChange.state == "gm_approved",
            JobChange.effective_on <= ctx.today,
            JobChange.deleted_at.is_(None),
        )
        .order_by(JobChange.effective_on, JobChange.id)
    ).all()

    def act(id: int, state: str) -> Callable[[], object]:
        if state == "left":
            return lambda: records.transition(ctx, JobChange, id, "reject", note=LEFT)
        return lambda: records.transition(ctx, JobChange, id, "apply")

    def finish(outcomes: Sequence[records.Outcome]) -> None:
        for row, one in zip(ids, outcomes, strict=True):
            if one.error is not None:
                _tell_stuck(ctx, ctx.get(JobChange, row.id), str(one.error.message))

    if ids:
        records.each(ctx, lambda: [act(*row) for row in ids], finish, atomic=False)


def _tell_stuck(ctx: Context, change: JobChange, why: str) -> None:
    """HR, once for each reason: it is tried again every midnight, and keeps no other change."""
    ctx.notify(
        people.holders(ctx, "hr", None),
        "people.change_stuck",
        dedup_key=f"people.change_stuck {change.id} {why}"[:200],
        record=change,
        number=change.change_no,
        why=why,
    )


def put_down(ctx: Context, employee: Employee, kind: str, *, on: dt.date, reason: str) -> JobChange:
    """A hiring, confirmation or leaving that was done directly, as a line of the employee's history."""
    change = ctx.create(
        JobChange,
        employee=employee.id,
        kind=kind,
        effective_on=on,
        reason=reason,
        to_department=employee.department_id,
        to_position=employee.position_id,
        to_project=employee.project_id,
        to_grade=employee.grade,
        to_pay=employee.base_pay,
    )
    return ctx.transition(change, "put_down")


def suggest(
    ctx: Context, employee: Employee, kind: str, *, on: dt.date, reason: str, **to: Any
) -> JobChange:
    """A suggestion of the system for HR: `to_grade=`, `to_pay=`, … It changes nothing until it is approved."""
    change = ctx.create(
        JobChange,
        employee=employee.id,
        kind=kind,
        effective_on=on,
        reason=reason,
        suggested=True,
        **to,
    )
    change = ctx.transition(change, "suggest")
    ctx.notify(
        people.holders(ctx, "hr", None),
        "people.change_suggested",
        dedup_key=f"people.change_suggested {change.id}",
        record=change,
        number=change.change_no,
    )
    return change


notify.template(
    "people.change_suggested",
    zh="系统建议了任职变动 {number}，请审核。",
    en="The system suggests job change {number}: look at it.",
    title=message(zh="任职变动建议 {number}", en="Suggested job change {number}"),
)
