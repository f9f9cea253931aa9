"""A leaver who stays after all (4.5): until the settlement is approved and while he can still come in."""

from __future__ import annotations

from sqlalchemy import select

from app.custom.crm import people
from app.custom.crm.locks import hold
from app.generated.employee import Employee
from app.generated.offboarding_task import OffboardingTask
from app.generated.resignation import Resignation, resignation_hooks
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from .clearing import CLEARANCE, OPEN
from .notice import approvers, tell


@resignation_hooks.on_transition("call_off")
def called_off(asked: Resignation, ctx: Context) -> None:
    """He is what he was; what nobody has cleared yet is dropped, and whoever had it to do is told."""
    if asked.access_ended_at is not None:
        raise RuleViolation(
            "账号已停用，不能撤销；如需返聘请重新办理入职 / "
            "His account is closed already: hire him again instead.",
            code="closed",
        )
    hold(ctx, CLEARANCE, asked.id)
    ctx.session.flush()
    employee = ctx.get(Employee, asked.employee_id)
    ctx.transition(
        employee, "stay_on_probation" if asked.on_probation else "stay", note=asked.req_no
    )
    whom = [*people.login_of_employee(ctx, employee.id), *approvers(ctx, employee)]
    for task in _open(ctx, asked):
        if task.owner_id is not None:
            whom.append(task.owner_id)
        ctx.transition(task, "waive", note=f"{asked.req_no} 已撤销 / called off")
    tell(ctx, asked, "resignation.called_off", whom, reason=ctx.note or "")


def _open(ctx: Context, asked: Resignation) -> list[OffboardingTask]:
    return list(
        ctx.query(
            select(OffboardingTask)
            .where(
                OffboardingTask.resignation_id == asked.id,
                OffboardingTask.state.in_(OPEN),
                OffboardingTask.deleted_at.is_(None),
            )
            .order_by(OffboardingTask.id)
        )
    )
