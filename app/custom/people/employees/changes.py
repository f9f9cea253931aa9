"""A job change is asked for, reviewed by HR and approved by the general manager (4.1, domain.md §3.21)."""

from __future__ import annotations

from sqlalchemy import select

from app.generated.employee import Employee
from app.generated.job_change import JobChange, job_change_hooks
from app.generated.position import Position
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

CARRIES = ("department", "position", "project", "grade", "pay")
"""What a change has before and after; of an employee `pay` is `base_pay`."""

BY_SYSTEM = ("hire", "leave")
"""Hiring is `begin` of the employee, leaving is a resignation: both put themselves on record."""


def attribute(part: str) -> str:
    """The attribute of an employee that a part of a change alters."""
    return {"pay": "base_pay", "grade": "grade"}.get(part, f"{part}_id")


def column(side: str, part: str) -> str:
    """`from`/`to` and a part → the attribute of the change."""
    return f"{side}_{part}" if part in ("grade", "pay") else f"{side}_{part}_id"


@job_change_hooks.check
def fits_its_kind(change: JobChange, ctx: Context) -> None:
    """Each kind alters what its name says; nothing is asked for of somebody who has left."""
    if ctx.operation.action not in ("create", "update"):
        return
    if ctx.by_person and change.kind in BY_SYSTEM:
        raise RuleViolation(
            "入职在员工页办理，离职请提交离职申请 / "
            "Hiring is done on the employee's page, leaving by a resignation.",
            field="kind",
        )
    employee = ctx.get(Employee, change.employee_id)
    if change.kind != "leave" and employee.state == "left":
        raise RuleViolation("该员工已离职 / This employee has left.", field="employee")
    if ctx.operation.action == "update" and "employee" in ctx.changes:
        raise RuleViolation(
            "员工不能更改，请新建变动 / The employee stays: make another change.", field="employee"
        )


@job_change_hooks.check
def nobody_raises_himself(change: JobChange, ctx: Context) -> None:
    """A general manager's own pay and grade are another one's to approve, whoever asked for them."""
    if not ctx.by_person or ctx.transition_name != "approve":
        return
    if ctx.get(Employee, change.employee_id).login_id == ctx.actor.id:
        raise RuleViolation(
            "不能批准本人的任职变动，请由另一位总经理批准 / "
            "Nobody approves his own job change: ask another general manager.",
            code="own",
        )


def must_be_complete(ctx: Context, change: JobChange, employee: Employee) -> None:
    """Raises RuleViolation with what is missing, or does not go together, before anybody decides."""
    kind, grade = change.kind, employee.grade
    if change.effective_on < employee.hired_on:
        raise RuleViolation(
            f"生效日早于入职日期 {employee.hired_on} / "
            f"It takes effect before he was hired on {employee.hired_on}.",
            field="effective_on",
        )
    if kind == "regular" and employee.state not in ("onboarding", "probation"):
        raise RuleViolation(
            "只有试用期员工可以转正 / Only somebody on probation is confirmed.", field="kind"
        )
    if kind == "promote" and not (change.to_grade or 0) > grade and change.to_position_id is None:
        raise RuleViolation(
            f"晋升须填写高于 {grade} 的职级，或新岗位 / "
            f"A promotion names a grade above {grade}, or a new position.",
            field="to_grade",
        )
    if kind == "demote" and not 0 < (change.to_grade or 0) < grade:
        raise RuleViolation(
            f"降级须填写低于 {grade} 的职级 / A demotion names a grade below {grade}.",
            field="to_grade",
        )
    if kind == "transfer" and not (
        change.to_department_id or change.to_position_id or change.to_project_id
    ):
        raise RuleViolation(
            "调动须填写新部门、新岗位或新项目 / A transfer names a new department, position or project.",
            field="to_department",
        )
    if kind == "pay" and change.to_pay is None:
        raise RuleViolation("请填写新基本工资 / Enter the new base pay.", field="to_pay")
    _must_be_in_band(ctx, change, employee)


def _must_be_in_band(ctx: Context, change: JobChange, employee: Employee) -> None:
    """The grade is one of the position's."""
    position = ctx.get(Position, change.to_position_id or employee.position_id)
    grade = change.to_grade or employee.grade
    if change.to_grade is None and change.to_position_id is None:
        return
    lowest, highest = position.grade_min or grade, position.grade_max or grade
    if not lowest <= grade <= highest:
        raise RuleViolation(
            f"岗位 {position.name} 的职级为 {lowest}–{highest} / "
            f"Grades of {position.name} are {lowest} to {highest}.",
            field="to_grade",
        )


def note_before(change: JobChange, employee: Employee) -> None:
    """What he has now stands beside what he is to have."""
    for part in CARRIES:
        setattr(change, column("from", part), getattr(employee, attribute(part)))


@job_change_hooks.on_create
def what_he_has(change: JobChange, ctx: Context) -> None:
    """The reader sees both sides from the beginning."""
    note_before(change, ctx.get(Employee, change.employee_id))


@job_change_hooks.on_transition("submit")
def submitted(change: JobChange, ctx: Context) -> None:
    """HR's own request is reviewed by being made; a department's waits for HR."""
    employee = ctx.get(Employee, change.employee_id)
    must_be_complete(ctx, change, employee)
    _must_be_the_only_one(ctx, change)
    note_before(change, employee)
    change.reviewed = "hr" in ctx.actor.roles


@job_change_hooks.on_transition("take_up")
@job_change_hooks.on_transition("review")
def reviewed(change: JobChange, ctx: Context) -> None:
    """Complete, and looked at by HR: the general manager may decide."""
    employee = ctx.get(Employee, change.employee_id)
    must_be_complete(ctx, change, employee)
    _must_be_the_only_one(ctx, change)
    note_before(change, employee)
    change.reviewed = True


def _must_be_the_only_one(ctx: Context, change: JobChange) -> None:
    """Two that wait would each undo what the other does."""
    other = ctx.session.scalar(
        select(JobChange.change_no)
        .where(
            JobChange.employee_id == change.employee_id,
            JobChange.id != change.id,
            JobChange.state.in_(("hr_review", "gm_approved")),
            JobChange.deleted_at.is_(None),
        )
        .limit(1)
    )
    if other is not None:
        raise RuleViolation(
            f"该员工已有在办的变动 {other}，请先办结 / {other} of this employee is under way: finish it first.",
            field="employee",
            code="under_way",
        )
