"""A device that comes back into service: lawful care that was skipped meanwhile is due on the day it returns (2.2, O5.8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from app.generated.equipment import Equipment
from app.generated.inspection_task import InspectionTask
from app.generated.maintenance_plan import MaintenancePlan
from app.generated.plan_stop import PlanStop
from app.runtime import clock
from app.runtime.context import Context

from .. import categories
from . import generation, stops
from .law import TESTS


def make_up(ctx: Context, device: Equipment) -> int:
    """A task for each plan whose next date would be further from the last care than the law allows; returns how many.

    Else taking the device out of service for a minute would skip what nobody may skip.
    """
    cap = categories.tree(ctx).cap(device.category_id)
    if cap is None:
        return 0
    late = [plan for plan in _plans(ctx, device) if _is_too_far(plan, cap)]
    for plan in late:
        ctx.create(
            InspectionTask,
            plan=plan.id,
            equipment=device.id,
            project=device.project_id,
            kind=plan.kind,
            nominal_key=f"r{ctx.today}.{plan.returned + 1}",
            nominal_on=ctx.today,
            due_on=ctx.today,
            late_after=ctx.today,
            sort_no=plan.sort_no,
            standard_min=plan.standard_min,
        )
    if late:
        ctx.session.flush()
        generation.refresh_next_due(ctx, [device.id])
        ctx.enqueue(generation.ISSUE, since=ctx.now.isoformat())
    return len(late)


def _plans(ctx: Context, device: Equipment) -> Sequence[Any]:
    """The running plans of the device that the law watches, without a task that waits to be done."""
    plan, stop = MaintenancePlan, PlanStop

    def of_tasks(what: Any, *conditions: Any) -> Any:
        task = InspectionTask
        return (
            select(what)
            .where(
                task.plan_id == plan.id,
                task.equipment_id == device.id,
                task.deleted_at.is_(None),
                *conditions,
            )
            .correlate(plan)
            .scalar_subquery()
        )

    task = InspectionTask
    waiting = of_tasks(func.count(), task.state.in_(stops.OPEN))
    returned = of_tasks(func.count(), task.nominal_key.startswith(f"r{ctx.today}"))
    done = of_tasks(func.max(task.finished_at))
    return ctx.session.execute(
        select(
            plan.id, plan.kind, plan.standard_min, stop.sort_no, stop.next_on,
            returned.label("returned"), done.label("done"),
        )
        .join(stop, stop.plan_id == plan.id)
        .where(
            stop.equipment_id == device.id,
            stop.active.is_(True),
            stop.deleted_at.is_(None),
            plan.state == "active",
            plan.kind != TESTS,
            plan.deleted_at.is_(None),
            waiting == 0,
        )
        .order_by(plan.id)
    ).all()  # fmt: skip


def _is_too_far(plan: Any, cap: int) -> bool:
    if plan.done is None or plan.next_on is None:
        return True
    return bool((plan.next_on - clock.local(plan.done).date()).days > cap)
