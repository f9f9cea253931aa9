"""Planned tasks whose time has come are issued: somebody is chosen, the checklist copied, each person told once (2.2)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from sqlalchemy import and_, func, or_, select

from app.custom.crm import people
from app.custom.equipment.plans.generation import ISSUE
from app.generated.employee import Employee
from app.generated.equipment import Equipment
from app.generated.inspection_task import InspectionTask
from app.generated.maintenance_plan import MaintenancePlan
from app.runtime import notify, records
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import Progress, chunked

from .. import categories
from . import assigning, checklist
from .notices import named

AT_ONCE = 500
AUDIT = "tasks issued"


@chunked(ISSUE, lock="issue inspections", label=message(zh="下发巡检任务", en="Issue inspections"))
def issue_tasks(ctx: Context, at: Progress, *, since: str) -> Progress:
    """Five hundred a chunk; the people are told at the end, once for all of the run. `since`: when it began."""
    last, issued = issue_some(ctx, after=at.cursor or 0)
    if last is not None:
        return at.on(last, done=issued)
    tell(ctx, dt.datetime.fromisoformat(since))
    return at.end(done=issued)


def issue_some(ctx: Context, *, after: int = 0, at_once: int = AT_ONCE) -> tuple[int | None, int]:
    """(the last task of this chunk or None at the end, tasks issued). Part of the open transaction."""
    found = _ready(ctx, after, at_once)
    if not found:
        return None, 0
    tree = categories.tree(ctx)
    hands = assigning.Hands(ctx, tree, found)
    rows = []
    for task in found:
        hand = hands.choose(task)
        rows.append(
            {
                "id": task.id,
                "issued_at": ctx.now,
                "assignee_id": hand.id if hand else None,
                "assignee_name": hand.name if hand else None,
            }
        )
    issued = records.write_set(
        ctx, InspectionTask, rows, action="step", step="issue", audit=AUDIT, chunk=at_once
    )
    checklist.copy(ctx, tree, found)
    return (found[-1].id if len(found) == at_once else None), issued


def _ready(ctx: Context, after: int, at_once: int) -> list[Any]:
    task, plan = InspectionTask, MaintenancePlan
    leads = ctx.session.scalars(select(plan.lead_days).distinct()).all()
    ahead = [
        and_(plan.lead_days == lead, task.due_on <= ctx.today + dt.timedelta(days=lead))
        for lead in leads
    ]
    if not ahead:
        return []
    return list(
        ctx.session.execute(
            select(
                task.id, task.category_id, task.project_id, task.kind,
                plan.assignee_id.label("plan_assignee"), Equipment.keeper_id,
            )
            .join(plan, plan.id == task.plan_id)
            .join(Equipment, Equipment.id == task.equipment_id)
            .where(
                task.id > after,
                task.state == "planned",
                task.deleted_at.is_(None),
                or_(*ahead, plan.unit == "hours"),
            )
            .order_by(task.id)
            .limit(at_once)
            .with_for_update(of=task, key_share=True)
        )
    )  # fmt: skip


# -- telling --------------------------------------------------------------------------------------


def tell(ctx: Context, since: dt.datetime) -> None:
    """Each person once for what he got since; the managers of a project once for what nobody has."""
    task = InspectionTask
    mine = ctx.session.execute(
        select(Employee.login_id, func.count().label("count"), func.min(task.due_on).label("first"))
        .join(Employee, Employee.id == task.assignee_id)
        .where(
            task.state == "issued",
            task.issued_at >= since,
            task.deleted_at.is_(None),
            Employee.login_id.is_not(None),
        )
        .group_by(Employee.login_id)
        .order_by(Employee.login_id)
    )
    notify.send_each(
        ctx,
        "inspection_task.issued",
        [
            notify.Told(
                login,
                {"count": count, "first": f"{first:%m-%d}"},
                dedup_key=f"inspections issued {since.isoformat()} {login}",
            )
            for login, count, first in mine
            if login is not None
        ],
    )
    _tell_of_nobodys(ctx, since)


def _tell_of_nobodys(ctx: Context, since: dt.datetime) -> None:
    task = InspectionTask
    left: dict[int, list[str]] = defaultdict(list)
    for project, number in ctx.session.execute(
        select(task.project_id, task.task_no)
        .where(
            task.state == "issued",
            task.assignee_id.is_(None),
            task.issued_at >= since,
            task.deleted_at.is_(None),
        )
        .order_by(task.id)
    ):
        left[project].append(str(number))
    for project, numbers in left.items():
        ctx.notify(
            people.holders(ctx, "eng_mgr", project),
            "inspection_task.nobody",
            dedup_key=f"inspections of nobody {since.isoformat()} {project}",
            count=len(numbers),
            numbers=named(numbers),
        )
