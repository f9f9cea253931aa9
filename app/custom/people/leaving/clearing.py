"""Departments clear what a leaver still has and does (4.5): made at once, checked by the system, settled with the last."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select

from app.custom.crm import people
from app.custom.crm.locks import hold
from app.custom.people.handlers import Handlers
from app.generated.employee import Employee
from app.generated.employee_asset import EmployeeAsset, employee_asset_hooks
from app.generated.offboarding_task import OffboardingTask, offboarding_task_hooks
from app.generated.resignation import Resignation, resignation_hooks
from app.runtime import jobs, notify
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message

from . import blocking
from .notice import on_probation, tell
from .standard import templates

CLEARANCE = 0x4C5A  # "LZ"
"""Advisory lock: the tasks of one leaver are finished one after the other."""
OPEN = ("todo", "doing", "blocked")

notify.template(
    "resignation.task",
    zh="{who} 离职（最后工作日 {day}）：请办理“{item}”，{due} 前完成。{finding}",
    en="{who} leaves on {day}: see to “{item}” by {due}. {finding_en}",
    title=message(zh="有离职交接事项待办理", en="Something to clear for somebody who leaves"),
)


@resignation_hooks.on_transition("hr_ok")
def begin(asked: Resignation, ctx: Context) -> None:
    """Every department gets its tasks, what the system can see is found already; the employee is leaving."""
    employee = ctx.get(Employee, asked.employee_id)
    asked.on_probation = on_probation(employee)
    if employee.state != "leaving":
        ctx.transition(employee, "resign", note=f"{asked.req_no}")
    wanted = templates(ctx)
    handlers = Handlers(ctx, employee, [item.owner_role for item in wanted])
    messages = []
    for item in wanted:
        department = handlers.department(item.handled_by)
        task = ctx.create(
            OffboardingTask,
            resignation=asked.id,
            department=department,
            item=item.item,
            auto=item.auto,
            blocking=item.blocking,
            owner=handlers.owner(department, item.owner_role),
            due_on=max(ctx.today, asked.last_day - dt.timedelta(days=item.days_before)),
        )
        found = _check(ctx, task, employee)
        if task.owner_id is not None:
            messages.append(_told(asked, task, task.owner_id, found))
    notify.send_each(ctx, "resignation.task", messages)
    tell(ctx, asked, "resignation.clearing", people.login_of_employee(ctx, employee.id))
    settle_if_clear(ctx, asked)


def _told(
    asked: Resignation, task: OffboardingTask, owner: int, found: blocking.Found | None
) -> notify.Told:
    return notify.Told(
        owner,
        {
            "who": asked.employee_name or "",
            "day": asked.last_day.isoformat(),
            "item": task.item,
            "due": task.due_on.isoformat(),
            "finding": found.zh if found is not None else "",
            "finding_en": found.en if found is not None else "",
        },
        dedup_key=f"resignation.task {task.id}",
        record=task,
    )


def _check(ctx: Context, task: OffboardingTask, employee: Employee) -> blocking.Found | None:
    """Look, and put the task where it belongs."""
    if task.auto is None:
        return None
    found = blocking.found(ctx, task.auto, employee)
    text = str(found)[:300]
    if task.finding != text or task.amount != found.amount:
        task = ctx.update(task, finding=text, amount=found.amount)
    if found.blocks and task.state in ("todo", "doing"):
        ctx.transition(task, "block", note=text)
    elif not found.blocks and task.state == "blocked":
        ctx.transition(task, "unblock")
    return found


def check_again(ctx: Context, employee: int) -> None:
    """After something of a leaver was settled: what was blocked is free."""
    tasks = ctx.query(
        select(OffboardingTask)
        .where(
            OffboardingTask.employee_id == employee,
            OffboardingTask.state.in_(OPEN),
            OffboardingTask.auto.is_not(None),
            OffboardingTask.deleted_at.is_(None),
        )
        .order_by(OffboardingTask.id)
    ).all()
    if tasks:
        him = ctx.get(Employee, employee)
        for task in tasks:
            _check(ctx, task, him)


@employee_asset_hooks.check
def takes_nothing_back_from_himself(asset: EmployeeAsset, ctx: Context) -> None:
    """Whoever keeps the things of a department has some himself: somebody else takes them back, or writes them off."""
    if not ctx.by_person or ctx.transition_name not in ("give_back", "lose"):
        return
    if ctx.get(Employee, asset.employee_id).login_id == ctx.actor.id:
        raise RuleViolation(
            "不能办理自己领用物品的归还，请由他人确认 / "
            "Nobody takes back what he holds himself: somebody else does.",
            code="own",
        )


@employee_asset_hooks.on_transition("give_back")
def given_back(asset: EmployeeAsset, ctx: Context) -> None:
    """Dated, and a clearance that waited for it goes on."""
    asset.returned_on = ctx.today
    ctx.session.flush()
    check_again(ctx, asset.employee_id)


@employee_asset_hooks.on_transition("lose")
def lost(asset: EmployeeAsset, ctx: Context) -> None:
    """What is to be paid back stands on the asset until the settlement."""
    ctx.session.flush()
    check_again(ctx, asset.employee_id)


@jobs.schedule(
    "people.clearances",
    cron="0 7 * * * *",
    label=message(zh="复查离职交接事项", en="Check clearances again"),
)
def look_again(ctx: Context) -> None:
    """Every hour: orders are closed and loans repaid elsewhere, nobody tells the clearance."""
    leavers = ctx.session.scalars(
        select(OffboardingTask.employee_id)
        .where(
            OffboardingTask.state.in_(OPEN),
            OffboardingTask.auto.is_not(None),
            OffboardingTask.deleted_at.is_(None),
        )
        .distinct()
        .order_by(OffboardingTask.employee_id)
    ).all()
    for employee in leavers:
        if employee is not None:
            check_again(ctx, employee)


@offboarding_task_hooks.check
def is_really_done(task: OffboardingTask, ctx: Context) -> None:
    """The system looks once more; and nobody clears himself."""
    if ctx.transition_name not in ("finish", "waive"):
        return
    asked = ctx.get(Resignation, task.resignation_id)
    employee = ctx.get(Employee, asked.employee_id)
    if ctx.by_person and employee.login_id == ctx.actor.id:
        raise RuleViolation(
            "不能办理自己的交接事项，请由经办部门确认 / Nobody clears himself: the department does it.",
            code="own",
        )
    if ctx.transition_name == "finish" and task.auto is not None:
        found = blocking.found(ctx, task.auto, employee)
        if found.blocks:
            raise RuleViolation(f"还不能完成：{found.zh} / Not yet: {found.en}.", code="still_open")


@offboarding_task_hooks.on_transition("finish")
@offboarding_task_hooks.on_transition("waive")
def finished(task: OffboardingTask, ctx: Context) -> None:
    """With the last that blocks the settlement begins, once: two at one moment are counted one after the other."""
    task.done_at = ctx.now
    hold(ctx, CLEARANCE, task.resignation_id)
    ctx.session.flush()
    settle_if_clear(ctx, ctx.get(Resignation, task.resignation_id))


def settle_if_clear(ctx: Context, asked: Resignation) -> None:
    """Into settlement when nothing that blocks is open."""
    hold(ctx, CLEARANCE, asked.id)
    ctx.session.refresh(asked)
    if asked.state != "clearing":
        return
    waiting = ctx.session.scalar(
        select(func.count())
        .select_from(OffboardingTask)
        .where(
            OffboardingTask.resignation_id == asked.id,
            OffboardingTask.blocking.is_(True),
            OffboardingTask.state.in_(OPEN),
            OffboardingTask.deleted_at.is_(None),
        )
    )
    if not waiting:
        ctx.transition(asked, "settle")
