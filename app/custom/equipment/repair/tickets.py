"""Work orders and repairs: a work order about a device is handed on, waits for the repair, and goes on after it (2.3, 1.4)."""

from __future__ import annotations

from sqlalchemy import select

from app.custom.crm import people
from app.custom.crm.orders import timeline
from app.generated.repair_order import RepairOrder
from app.generated.ticket_category import TicketCategory
from app.generated.work_order import WorkOrder, work_order_hooks
from app.runtime import notify
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message

from . import devices

SEVERITY = {"p1": "s1", "p2": "s2", "p3": "s3", "p4": "s4"}
"""How urgent the request is says how bad the fault is, until somebody has seen it."""

notify.template(
    "work_order.repaired",
    zh="工单 {order_no} 的设备已修复并验收（报修单 {repair_no}），请完成工单。",
    en="The device of {order_no} is repaired and accepted ({repair_no}); please finish the work order.",
    title=message(zh="工单 {order_no} 的设备已修复", en="The device of {order_no} is repaired"),
)
notify.template(
    "work_order.repair_cancelled",
    zh="工单 {order_no} 转出的报修单 {repair_no} 已取消：{note}",
    en="Repair {repair_no} of {order_no} was cancelled: {note}",
    title=message(zh="工单 {order_no} 的报修单已取消", en="The repair of {order_no} was cancelled"),
)


@work_order_hooks.on_transition("repair")
def hand_on(ticket: WorkOrder, ctx: Context) -> None:
    """Open a repair order for the device of the work order, in the words of who reported it."""
    number = _open_repair(ctx, ticket)
    if number is not None:
        raise RuleViolation(
            f"本工单已转报修 {number}，尚未修复 / This was handed on already as {number}, which is still open.",
            field="equipment",
        )
    words = [ticket.summary, ticket.description, ctx.note]
    order = ctx.create(
        RepairOrder,
        equipment=ticket.equipment_id,
        source="ticket",
        work_order=ticket.id,
        severity=SEVERITY.get(str(ticket.priority), "s3"),
        description="\n".join(word for word in words if word)[:2000],
    )
    timeline.add(ctx, ticket, "repair_begun", repair_no=order.repair_no)


@work_order_hooks.check
def device_is_repaired(ticket: WorkOrder, ctx: Context) -> None:
    """A work order is not resolved while its device is broken."""
    if ctx.transition_name != "resolve":
        return
    number = _open_repair(ctx, ticket)
    if number is not None:
        raise RuleViolation(
            f"报修单 {number} 尚未修复，修复后才能完成工单 / "
            f"Repair {number} is still open: the work order can be resolved after it."
        )


def _open_repair(ctx: Context, ticket: WorkOrder) -> str | None:
    found: str | None = ctx.session.scalar(
        select(RepairOrder.repair_no)
        .where(
            RepairOrder.work_order_id == ticket.id,
            RepairOrder.state.in_(devices.OPEN),
            RepairOrder.deleted_at.is_(None),
        )
        .order_by(RepairOrder.id)
        .limit(1)
    )
    return found


def after_acceptance(order: RepairOrder, ctx: Context) -> None:
    """The customer reads that the device works. The work order ends with the repair when its own rules let it."""
    if order.work_order_id is None:
        return
    ticket = ctx.get(WorkOrder, order.work_order_id)
    timeline.add(ctx, ticket, "repair_done", repair_no=order.repair_no)
    if _may_end(ctx, ticket, order):
        cause = RepairOrder.fields()["cause"].enum
        value = cause.get(order.cause) if cause is not None and order.cause else None
        ctx.transition(
            ticket,
            "resolve",
            result=order.action,
            cause=value.label.in_language("zh") if value is not None else "—",
        )
        return
    _tell(ctx, ticket, order, "work_order.repaired")


def after_cancelling(order: RepairOrder, ctx: Context) -> None:
    """Whoever has the work order looks after it again."""
    if order.work_order_id is not None:
        ticket = ctx.get(WorkOrder, order.work_order_id)
        _tell(ctx, ticket, order, "work_order.repair_cancelled", note=ctx.note)


def _may_end(ctx: Context, ticket: WorkOrder, order: RepairOrder) -> bool:
    """Being worked on by the very technician, nothing else open, and no picture is asked that it lacks."""
    if ticket.state != "in_progress" or ticket.assignee_id != order.assignee_id:
        return False
    if _open_repair(ctx, ticket) is not None:
        return False
    if ticket.after_photos or ticket.category_id is None:
        return True
    return not ctx.get(TicketCategory, ticket.category_id).needs_photo


def _tell(
    ctx: Context, ticket: WorkOrder, order: RepairOrder, template: str, **more: object
) -> None:
    """Who has the work order, else the dispatchers; nobody once it has ended."""
    if ticket.state in ("closed", "cancelled", "rejected"):
        return
    told = people.login_of_employee(ctx, ticket.assignee_id)
    ctx.notify(
        told or people.holders(ctx, "dispatcher", ticket.project_id),
        template,
        dedup_key=f"{template}:{order.id}",
        record=ticket,
        order_no=ticket.order_no,
        repair_no=order.repair_no,
        **more,
    )
