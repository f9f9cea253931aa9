"""The checklist of who begins (4.1): made from templates by position and department, gates before he begins and is confirmed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlalchemy import select

from app.custom.people.handlers import Handlers
from app.generated.department import Department
from app.generated.employee import Employee, employee_hooks
from app.generated.onboarding_item import OnboardingItem
from app.generated.onboarding_task import OnboardingTask, onboarding_task_hooks
from app.runtime import notify
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message
from app.runtime.records import write_set

RECENT = dt.timedelta(days=30)
"""Who was hired earlier has been on board for long: a list of everybody that is imported makes no checklists."""

STANDARD = (
    # item, kind, handled by, role, days after hiring, gate
    ("收集身份证、学历、体检与无犯罪证明", "document", "hr", "hr", -3, "begin"),
    ("签订劳动合同", "contract", "hr", "hr", 0, "begin"),
    ("开通系统账号", "account", "it", "sysadmin", 0, "none"),
    ("发放工服、工具与门禁卡", "uniform", "gm", None, 1, "none"),
    ("入职与安全培训", "training", "own", None, 7, "confirm"),
    ("缴纳社会保险登记", "other", "hr", "hr", 30, "none"),
    ("试用期考评", "probation", "own", None, 75, "confirm"),
)

notify.template(
    "people.onboarding_task",
    zh="新员工 {who}：请办理“{item}”，{due} 前完成。",
    en="New employee {who}: see to “{item}” by {due}.",
    title=message(zh="有入职事项待办理", en="Something to do for somebody who begins"),
)


def templates(ctx: Context) -> list[OnboardingItem]:
    """What is active; the first new employee of a company brings the standard."""
    row = OnboardingItem
    if ctx.session.scalar(select(row.id).limit(1)) is None:
        for item, kind, handled_by, role, days, gate in STANDARD:
            ctx.create(
                row,
                item=item,
                kind=kind,
                handled_by=handled_by,
                owner_role=role,
                due_days=days,
                gate=gate,
            )
    found = select(row).where(row.active.is_not(False), row.deleted_at.is_(None)).order_by(row.id)
    return list(ctx.query(found))


def chosen(
    items: Iterable[OnboardingItem], employee: Employee, paths: dict[int, str | None]
) -> list[OnboardingItem]:
    """Those for his position, and for his department or one above it."""
    own = paths.get(employee.department_id) or ""
    return [
        one
        for one in items
        if one.position_id in (None, employee.position_id)
        and (one.department_id is None or own.startswith(paths.get(one.department_id) or "\0"))
    ]


@employee_hooks.on_create
def begin_checklist(employee: Employee, ctx: Context) -> None:
    """For somebody who is only coming; not for whom the system itself brings."""
    if ctx.by_person and employee.state == "onboarding" and employee.hired_on >= ctx.today - RECENT:
        make(ctx, employee)


def make(ctx: Context, employee: Employee) -> list[OnboardingTask]:
    """His tasks, each with who does it and by when; the owners are told."""
    items = templates(ctx)
    paths = dict(
        ctx.session.execute(
            select(Department.id, Department.path).where(Department.deleted_at.is_(None))
        ).all()
    )
    items = chosen(items, employee, paths)
    handlers = Handlers(ctx, employee, [item.owner_role for item in items])
    made = []
    for item in items:
        department = handlers.department(item.handled_by)
        made.append(
            ctx.create(
                OnboardingTask,
                employee=employee.id,
                item=item.item,
                kind=item.kind,
                department=department,
                owner=handlers.owner(department, item.owner_role),
                due_on=employee.hired_on + dt.timedelta(days=item.due_days),
                gate=item.gate,
            )
        )
    messages = [_told(employee, task, task.owner_id) for task in made if task.owner_id]
    notify.send_each(ctx, "people.onboarding_task", messages)
    return made


def _told(employee: Employee, task: OnboardingTask, owner: int) -> notify.Told:
    return notify.Told(
        owner,
        {"who": employee.name, "item": task.item, "due": task.due_on.isoformat()},
        dedup_key=f"people.onboarding_task {task.id}",
        record=task,
    )


@onboarding_task_hooks.on_transition("finish")
@onboarding_task_hooks.on_transition("skip")
def finished(task: OnboardingTask, ctx: Context) -> None:
    """When."""
    task.done_at = ctx.now


@employee_hooks.check
def gate_is_open(employee: Employee, ctx: Context) -> None:
    """Documents and contract before he begins, training before he is confirmed."""
    if ctx.by_person and ctx.transition_name in ("begin", "confirm"):
        gates = ("begin",) if ctx.transition_name == "begin" else ("begin", "confirm")
        waiting = _open(ctx, employee.id, gates)
        if waiting:
            zh = "、".join(waiting)
            raise RuleViolation(
                f"以下入职事项尚未完成：{zh} / Onboarding tasks to do first: {', '.join(waiting)}",
                code="onboarding_open",
            )


def _open(ctx: Context, employee: int, gates: Sequence[str]) -> list[str]:
    return list(
        ctx.session.scalars(
            select(OnboardingTask.item)
            .where(
                OnboardingTask.employee_id == employee,
                OnboardingTask.state == "todo",
                OnboardingTask.gate.in_(gates),
                OnboardingTask.deleted_at.is_(None),
            )
            .order_by(OnboardingTask.due_on, OnboardingTask.id)
        )
    )


@employee_hooks.on_update
def dates_follow(employee: Employee, ctx: Context) -> None:
    """Another first day moves what is still to do."""
    if "hired_on" in ctx.changes and employee.state == "onboarding":
        before, now = ctx.changes["hired_on"]
        moved = now - before
        tasks = ctx.session.execute(
            select(OnboardingTask.id, OnboardingTask.due_on).where(
                OnboardingTask.employee_id == employee.id,
                OnboardingTask.state == "todo",
                OnboardingTask.deleted_at.is_(None),
            )
        ).all()
        write_set(
            ctx,
            OnboardingTask,
            [{"id": id, "due_on": due + moved} for id, due in tasks],
            action="each",
            audit="first day moved",
        )
