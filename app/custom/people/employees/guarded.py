"""Nothing changes position, grade or pay of somebody at work but an approved job change (4.1)."""

from __future__ import annotations

from app.generated.employee import Employee, employee_hooks
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from .applying import put_down

BY_CHANGE = ("department", "position", "grade", "base_pay")


@employee_hooks.check
def only_by_a_job_change(employee: Employee, ctx: Context) -> None:
    """While he is being hired HR enters them; from the day on which he begins they are approved."""
    if ctx.operation.action != "update" or not ctx.by_person or employee.state == "onboarding":
        return
    for name in BY_CHANGE:
        if name in ctx.changes:
            raise RuleViolation(
                "部门、岗位、职级和基本工资须通过任职变动审批后生效 / "
                "Department, position, grade and base pay change by an approved job change.",
                field=name,
                code="by_job_change",
            )


@employee_hooks.on_transition("begin")
def begun(employee: Employee, ctx: Context) -> None:
    """His first line of history."""
    put_down(ctx, employee, "hire", on=employee.hired_on, reason="入职")


@employee_hooks.on_transition("confirm")
def confirmed(employee: Employee, ctx: Context) -> None:
    """Confirmed by HR directly; a job change that does it is on record itself."""
    if ctx.by_person:
        put_down(ctx, employee, "regular", on=ctx.today, reason="转正")
