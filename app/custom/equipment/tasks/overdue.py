"""Late inspections: marked, and told to the assignee, then to the manager, then to the project's manager (2.2)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import or_, select

from app.custom.crm import people
from app.generated.employee import Employee
from app.generated.inspection_task import InspectionTask
from app.runtime import notify, records
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import schedule

from .notices import named

OPEN = ("planned", "issued", "doing")
LEVELS = {
    1: "inspection_task.late",
    2: "inspection_task.late_manager",
    3: "inspection_task.late_project",
}
"""Days late → what is told; each task reaches each level once."""


@schedule(
    "equipment.late_tasks",
    cron="0 30 7 * * *",
    label=message(zh="标记并升级逾期巡检", en="Mark late inspections and tell of them"),
)
def mark_late(ctx: Context) -> None:
    """Every morning, after the night's tasks are out; what is told stands on the task, so nothing is told twice."""
    late = _late(ctx)
    rows, told = [], defaultdict(list)
    for task in late:
        level = min(max(LEVELS), (ctx.today - task.late_after).days)
        for reached in range((task.told_level or 0) + 1, level + 1):
            told[reached].append(task)
        rows.append({"id": task.id, "overdue": True, "told_level": level})
    if not rows:
        return
    records.write_set(ctx, InspectionTask, rows, action="each", audit="late")
    for level, tasks in sorted(told.items()):
        _tell(ctx, level, tasks)


def _late(ctx: Context) -> list[Any]:
    """Those that reach a level today: what is known to be late and told to everybody costs nothing any more."""
    task = InspectionTask
    last = max(LEVELS)
    yet_to_tell = [
        (task.told_level.is_(None) | (task.told_level < level))
        & (task.late_after <= ctx.today - dt.timedelta(days=level))
        for level in range(1, last + 1)
    ]
    return list(
        ctx.session.execute(
            select(
                task.id, task.task_no, task.late_after, task.told_level, task.project_id,
                Employee.login_id,
            )
            .outerjoin(Employee, Employee.id == task.assignee_id)
            .where(
                task.state.in_(OPEN),
                task.late_after < ctx.today,
                task.deleted_at.is_(None),
                or_(*yet_to_tell),
            )
            .order_by(task.id)
            .with_for_update(of=task, key_share=True)
        )
    )  # fmt: skip


def _tell(ctx: Context, level: int, tasks: list[Any]) -> None:
    """One message for each person, with the numbers of his tasks."""
    mine: dict[int, list[str]] = defaultdict(list)
    receivers = _receivers(ctx, level, tasks)
    for task in tasks:
        for login in receivers[task.project_id] if level > 1 else [task.login_id]:
            if login is not None:
                mine[login].append(str(task.task_no))
    notify.send_each(
        ctx,
        LEVELS[level],
        [
            notify.Told(
                login,
                {"count": len(numbers), "numbers": named(numbers)},
                dedup_key=f"inspections late {level} {ctx.today} {login}",
            )
            for login, numbers in sorted(mine.items())
        ],
    )


def _receivers(ctx: Context, level: int, tasks: list[Any]) -> Mapping[int, list[int]]:
    """Project → accounts, by one statement for all of them."""
    projects = {task.project_id for task in tasks}
    if level == 1:
        return {}
    if level == max(LEVELS):
        return people.managers_of(ctx, projects)
    return people.holders_of(ctx, "eng_mgr", projects)
