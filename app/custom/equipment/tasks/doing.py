"""An inspection from the scan to the verification, and what follows from it in the same transaction (2.2, domain.md §3.5)."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256

from sqlalchemy import select

from app.custom.crm import people
from app.custom.crm.orders.candidates import AT_WORK
from app.custom.equipment.plans import generation, law, stops
from app.custom.equipment.plans.nominal import rolled
from app.custom.equipment.plans.rules import HOURS
from app.generated.employee import Employee
from app.generated.equipment import Equipment
from app.generated.equipment_reading import EquipmentReading
from app.generated.inspection_item import InspectionItem
from app.generated.inspection_task import InspectionTask, inspection_task_hooks
from app.generated.maintenance_plan import MaintenancePlan
from app.generated.plan_stop import PlanStop
from app.generated.repair_order import RepairOrder
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from .. import categories
from . import assigning, proof
from .items import is_missing
from .judging import worst

SAMPLE = 10
"""One in so many is verified by the manager."""
NAMED = 3


@inspection_task_hooks.on_transition("start")
def begin(task: InspectionTask, ctx: Context) -> None:
    """In front of the device, by its label or with a picture."""
    device = ctx.get(Equipment, task.equipment_id)
    task.scan_verified = proof.verify(task, device, ctx)
    task.started_at = ctx.now


@inspection_task_hooks.on_transition("finish")
def conclude(task: InspectionTask, ctx: Context) -> None:
    """Everything asked is answered; what failed is reported, the device and its plan know of it."""
    items = _items(ctx, task)
    _nothing_is_missing(items)
    device = ctx.get(Equipment, task.equipment_id)
    gone = device.state == "scrapped"
    if not gone:
        _keep_the_reading(task, ctx)
    failed = [item for item in items if item.passed is False]
    task.finished_at = ctx.now
    task.result = "abnormal" if failed else "normal"
    task.overdue = ctx.today > task.late_after
    task.sampled = is_sampled(task.id)
    if task.labor_min is None and task.started_at is not None:
        task.labor_min = int((ctx.now - task.started_at).total_seconds() // 60)
    if failed and not gone and not _is_reported(task, ctx):
        task.repair_order_id = _report(task, device, failed, ctx).id
    _go_on(ctx, task)
    records.write_set(
        ctx, Equipment, [{"id": device.id, "last_maintained_on": ctx.today}],
        action="each", audit="inspection finished",
    )  # fmt: skip
    ctx.session.flush()
    generation.refresh_next_due(ctx, [device.id])


def _items(ctx: Context, task: InspectionTask) -> list[InspectionItem]:
    return list(
        ctx.query(
            select(InspectionItem)
            .where(InspectionItem.task_id == task.id, InspectionItem.deleted_at.is_(None))
            .order_by(InspectionItem.sort_no, InspectionItem.id)
        )
    )


def _nothing_is_missing(items: list[InspectionItem]) -> None:
    missing = [item.name for item in items if is_missing(item)]
    if missing:
        more = " …" if len(missing) > NAMED else ""
        raise RuleViolation(
            f"还有 {len(missing)} 项未填写或缺照片：{'、'.join(missing[:NAMED])}{more} / "
            f"{len(missing)} items are not answered or lack their picture: "
            f"{', '.join(missing[:NAMED])}{more}."
        )


def _keep_the_reading(task: InspectionTask, ctx: Context) -> None:
    """The counter as it was read here; a plan by run hours that rolls on cannot do without."""
    if task.run_hours is None:
        plan = ctx.get(MaintenancePlan, task.plan_id)
        if plan.unit == HOURS and plan.basis == "floating":
            raise RuleViolation(
                "请填写运行小时读数，下次维护由它算起 / "
                "Write what the hour meter shows: the next maintenance is counted from it.",
                field="run_hours",
            )
        return
    try:
        ctx.create(
            EquipmentReading, equipment=task.equipment_id, hours=task.run_hours, source="task"
        )
    except RuleViolation as refused:
        raise RuleViolation(refused.message, field="run_hours") from refused


def is_sampled(id: int) -> bool:
    """One task in ten, always the same ones: nobody can choose."""
    return int.from_bytes(sha256(f"inspection {id}".encode()).digest()[:4]) % SAMPLE == 0


def _is_reported(task: InspectionTask, ctx: Context) -> bool:
    """By the order of the first time, when the task was sent back: as long as that one has not ended."""
    if task.repair_order_id is None:
        return False
    return ctx.get(RepairOrder, task.repair_order_id).state not in ("closed", "cancelled")


def _report(
    task: InspectionTask, device: Equipment, failed: list[InspectionItem], ctx: Context
) -> RepairOrder:
    """One order for all that failed, as severe as the worst of it; where the device is now."""
    lines = [f"{item.name}：{_found(item)}" for item in failed]
    return ctx.create(
        RepairOrder,
        equipment=task.equipment_id,
        project=device.project_id,
        source="inspection",
        inspection=task.id,
        reporter=task.assignee_id,
        severity=worst([item.severity or "s3" for item in failed]),
        description=f"巡检 {task.task_no} 发现异常\n" + "\n".join(lines)[:1900],
    )


def _found(item: InspectionItem) -> str:
    """`0.75（要求 0.2–0.6 MPa） 表针抖动`."""
    said = {"ok": "正常", "not": "异常"}.get(item.value or "", item.value or "异常")
    asked = f"（要求 {item.demand}）" if item.demand else ""
    return f"{said}{asked}{' ' + item.remark if item.remark else ''}"


# -- the series -----------------------------------------------------------------------------------


def _go_on(ctx: Context, task: InspectionTask) -> None:
    """A floating plan rolls on from the day when the task was closed (O5.4); the others have their dates already."""
    plan = ctx.get(MaintenancePlan, task.plan_id)
    stop = _stop(ctx, task)
    if stop is None or plan.basis != "floating":
        return
    if plan.unit == HOURS:
        hours = ctx.session.scalar(
            select(Equipment.run_hours).where(Equipment.id == task.equipment_id)
        )
        due = (hours or stop.last_hours or Decimal(0)) + plan.interval
        stops.change(ctx, [{"id": stop.id, "next_hours": due}], "inspection closed")
        return
    due_on = rolled(ctx.today, plan.interval, plan.unit)
    if stop.last_nominal_on is not None:
        # Done before its day: the date that is made already does not come again.
        due_on = max(due_on, stop.last_nominal_on + generation.DAY)
    stops.change(ctx, [{"id": stop.id, "next_on": due_on}], "inspection closed")


def _stop(ctx: Context, task: InspectionTask) -> PlanStop | None:
    found: PlanStop | None = ctx.query(
        select(PlanStop).where(
            PlanStop.plan_id == task.plan_id,
            PlanStop.equipment_id == task.equipment_id,
            PlanStop.deleted_at.is_(None),
        )
    ).first()
    return found


# -- other ends -----------------------------------------------------------------------------------


@inspection_task_hooks.on_transition("skip")
def leave_out(task: InspectionTask, ctx: Context) -> None:
    """With a reason, and never what the law asks for while the device is in service."""
    if ctx.by_person and task.kind in law.STATUTORY:
        device = ctx.get(Equipment, task.equipment_id)
        asked = law.asks_for(ctx, task.kind, device.category_id, special=device.special)
        if asked and device.state not in stops.OUT:
            raise RuleViolation(
                "法定保养、检测不能跳过：请转交他人完成，或先将设备停用 / "
                "What the law asks for is not skipped: pass it on, or take the device out of service first."
            )
    task.result = "skipped"
    _go_on(ctx, task)
    ctx.session.flush()
    generation.refresh_next_due(ctx, [task.equipment_id])


@inspection_task_hooks.on_transition("transfer")
def pass_on(task: InspectionTask, ctx: Context) -> None:
    """To somebody who works here and can log in; he is told."""
    if task.assignee_id is None or "assignee" not in ctx.changes:
        raise RuleViolation("请选择另一位执行人 / Choose somebody else.", field="assignee")
    person = ctx.get(Employee, task.assignee_id)
    if person.state not in AT_WORK or person.login_id is None:
        raise RuleViolation(
            f"{person.name} 不在职或没有账号，无法执行 / "
            f"{person.name} does not work here now or has no account.",
            field="assignee",
        )
    _may_do_it(task, person, ctx)
    _tell(task, "inspection_task.passed_on", ctx, due=f"{task.due_on:%m-%d}")


def _may_do_it(task: InspectionTask, person: Employee, ctx: Context) -> None:
    """Only technicians and engineering managers can begin it; what needs a certificate, only who holds it."""
    hands = assigning.Hands(ctx, categories.tree(ctx), [assigning.asked_of(task, person.id)])
    refused = hands.refusal(task.category_id, person.id)
    if refused is not None:
        zh, en = refused
        raise RuleViolation(f"{person.name} {zh} / {person.name} {en}.", field="assignee")


@inspection_task_hooks.on_transition("rework")
def send_back(task: InspectionTask, ctx: Context) -> None:
    """It is open again, so a floating plan waits again; the repair order that it made stays."""
    task.finished_at = None
    task.result = None
    task.sampled = None
    plan, stop = ctx.get(MaintenancePlan, task.plan_id), _stop(ctx, task)
    if stop is not None and plan.basis == "floating":
        waiting = {"id": stop.id, "next_on": None, "next_hours": None}
        stops.change(ctx, [waiting], "inspection sent back")
    _tell(task, "inspection_task.sent_back", ctx)


def _tell(task: InspectionTask, template: str, ctx: Context, **params: str) -> None:
    ctx.notify(
        people.login_of_employee(ctx, task.assignee_id),
        template,
        dedup_key=f"{template} {task.id} {task.version}",
        record=task,
        task_no=task.task_no,
        device=task.equipment_name,
        note=ctx.note,
        **params,
    )
