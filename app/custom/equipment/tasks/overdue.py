"""Late inspections: marked, and told to the assignee, then to the manager, then to the project's manager (2.2).

A plan that keeps to working days is told of on working days: over the National Day nobody is late by a week. What the law
asks for, and what is done on every day, is late by the days of the calendar.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import or_, select

from app.custom.crm import people
from app.custom.equipment.plans.rules import workday
from app.generated.employee import Employee
from app.generated.inspection_task import InspectionTask
from app.generated.maintenance_plan import MaintenancePlan
from app.runtime import notify, records
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import schedule

from .. import categories
from .notices import named

OPEN = ("planned", "issued", "doing")
LEVELS = {
    1: "inspection_task.late",
    2: "inspection_task.late_manager",
    3: "inspection_task.late_project",
}
"""Days late → what is told; each task reaches each level once."""
EVERY_DAY = "none"
"""The rule of plans that know no days off."""


@schedule(
    "equipment.late_tasks",
    cron="0 30 7 * * *",
    label=message(zh="标记并升级逾期巡检", en="Mark late inspections and tell of them"),
)
def mark_late(ctx: Context) -> None:
    """Every morning, after the night's tasks are out; what is told stands on the task, so nothing is told twice."""
    late = _late(ctx)
    rows, told = [], defaultdict(list)
    level_of = _levels(ctx)
    for task in late:
        level = level_of(task)
        if task.overdue and level <= (task.told_level or 0):
            continue
        for reached in range((task.told_level or 0) + 1, level + 1):
            told[reached].append(task)
        rows.append({"id": task.id, "overdue": True, "told_level": level})
    if not rows:
        return
    records.write_set(ctx, InspectionTask, rows, action="each", audit="late")
    for level, tasks in sorted(told.items()):
        _tell(ctx, level, tasks)


def _levels(ctx: Context) -> Callable[[Any], int]:
    """How many levels a task has reached; the days of a date are counted once."""
    tree = categories.tree(ctx)
    last = max(LEVELS)

    @cache
    def worked_since(day: dt.date) -> int:
        count, is_workday = 0, workday()
        while day < ctx.today and count < last:
            day += dt.timedelta(days=1)
            count += is_workday(day)
        return count

    def level(task: Any) -> int:
        if task.nonworkday in (None, EVERY_DAY) or tree.cap(task.category_id) is not None:
            return min(last, int((ctx.today - task.late_after).days))
        return max(int(task.told_level or 0), worked_since(task.late_after))

    return level


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
                task.overdue, task.category_id, MaintenancePlan.nonworkday, Employee.login_id,
            )
            .join(MaintenancePlan, MaintenancePlan.id == task.plan_id)
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
