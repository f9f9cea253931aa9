"""What each step of a repair does: times, the device, the cost of labour, who is told (2.3, 2.4, domain.md §3.6)."""

from __future__ import annotations

from decimal import Decimal

from app.custom.crm import people
from app.generated.repair_order import RepairOrder, repair_order_hooks
from app.runtime import money
from app.runtime.context import Context
from app.runtime.errors import RuleViolation
from app.runtime.sla import clocks as sla

from ..labour import hourly_rate
from . import candidates, devices, tickets
from .notices import tell
from .reporting import heard_by


@repair_order_hooks.on_transition("dispatch")
def dispatch(order: RepairOrder, ctx: Context) -> None:
    """Technician and deputy are told at once; from now on silence counts."""
    if order.deputy_id is None or order.deputy_id == order.assignee_id:
        ranked = candidates.choose(ctx, order, excluding=[order.assignee_id])
        order.deputy_id = ranked[0].candidate.id if ranked else None
    _give(order, ctx)
    deputy = people.login_of_employee(ctx, order.deputy_id)
    tell(ctx, order, "deputy", deputy, f"deputy:{order.deputy_id}:{order.redispatched or 0}")


def _give(order: RepairOrder, ctx: Context) -> None:
    order.notified_at = ctx.now
    order.chase_at = heard_by(order, ctx.now)
    order.silent_level = 0
    technician = people.login_of_employee(ctx, order.assignee_id)
    tell(ctx, order, "for_you", technician, f"for:{order.assignee_id}:{order.redispatched or 0}")


@repair_order_hooks.on_transition("redispatch")
def redispatch(order: RepairOrder, ctx: Context) -> None:
    """Somebody else; the next best when nobody was named. Whoever had it hears that it was taken away."""
    old = ctx.changes.get("assignee", (order.assignee_id, None))[0]
    if "assignee" not in ctx.changes or order.assignee_id is None:
        ranked = candidates.choose(ctx, order, excluding=[old])
        if not ranked:
            raise RuleViolation(
                "没有其他符合条件的维修人，请指定 / Nobody else fits; name somebody.",
                field="assignee",
            )
        ctx.update(order, assignee=ranked[0].candidate.id)
    order.redispatched = (order.redispatched or 0) + 1
    order.accepted_at = None
    if order.deputy_id == order.assignee_id:
        order.deputy_id = None
    tell(
        ctx, order, "taken_away", people.login_of_employee(ctx, old), f"taken:{order.redispatched}"
    )
    _give(order, ctx)
    devices.settle(ctx, order.equipment_id, why=str(order.repair_no))


@repair_order_hooks.on_transition("accept")
def accept(order: RepairOrder, ctx: Context) -> None:
    """Nobody is chased any more. A deputy who accepts has it from now on."""
    order.accepted_at = ctx.now
    order.chase_at = None
    person = people.employee_of(ctx, ctx.actor.id)
    if person is not None and person.id == order.deputy_id:
        old = order.assignee_id
        ctx.update(order, assignee=person.id, deputy=old)
        key = f"taken_by_deputy:{order.redispatched or 0}"
        tell(ctx, order, "taken_away", people.login_of_employee(ctx, old), key)


@repair_order_hooks.on_transition("start")
def start(order: RepairOrder, ctx: Context) -> None:
    """The device is in repair when it is down or must be stopped for it; once stopped it stays so until the end."""
    order.started_at = order.started_at or ctx.now
    if ctx.changes.get("stops_device", (None, None))[0]:
        order.stops_device = True
    devices.settle(ctx, order.equipment_id, why=str(order.repair_no))


@repair_order_hooks.on_transition("wait_part")
def wait_for_part(order: RepairOrder, ctx: Context) -> None:
    """The engineering manager has it ordered."""
    tell(
        ctx,
        order,
        "waiting",
        people.holders(ctx, "eng_mgr", order.project_id),
        f"waiting:{ctx.now.isoformat()}",
        part=order.waiting_for,
        due=f"{order.part_due_on:%m-%d}" if order.part_due_on else "—",
    )


@repair_order_hooks.on_transition("finish")
def finish(order: RepairOrder, ctx: Context) -> None:
    """Restored: the downtime ends, the device is what the technician says, the labour has its price."""
    finished = order.finished_at or ctx.now
    order.finished_at = finished
    order.labor_cost = labor_cost(order.labor_min or 0, hourly_rate(ctx, order.project_id))
    since = devices.held_since(order)
    order.down_min = devices.minutes(since, finished) if since is not None else 0
    devices.settle(ctx, order.equipment_id, why=str(order.repair_no))
    devices.leave(ctx, order)
    judges: list[int | None] = [
        order.created_by_id if order.reporter_id is not None else None,
        *people.holders(ctx, "eng_mgr", order.project_id),
    ]
    mine = people.login_of_employee(ctx, order.assignee_id)
    judges = [login for login in judges if login not in mine]
    key = f"to_accept:{order.rework_count or 0}"
    tell(ctx, order, "to_accept", judges, key, action=(order.action or "")[:200])


def labor_cost(labor_min: int, rate: Decimal) -> Decimal:
    """Yuan: minutes × the hourly rate / 60, to the 分, half up."""
    return money.rounded(rate * labor_min / 60)


@repair_order_hooks.on_transition("pass_acceptance")
def close(order: RepairOrder, ctx: Context) -> None:
    """Over; the work order that it came from goes on."""
    order.closed_at = ctx.now
    tickets.after_acceptance(order, ctx)


@repair_order_hooks.on_transition("fail_acceptance")
def rework(order: RepairOrder, ctx: Context) -> None:
    """It never was restored: the device goes back into repair, and its downtime goes on from the fault."""
    order.rework_count = (order.rework_count or 0) + 1
    order.finished_at = order.down_min = None
    sla.restart(ctx, order, "restore", fraction="0.5")
    devices.settle(ctx, order.equipment_id, why=str(order.repair_no))
    technician = people.login_of_employee(ctx, order.assignee_id)
    tell(ctx, order, "sent_back", technician, f"sent_back:{order.rework_count}", note=ctx.note)


@repair_order_hooks.on_transition("cancel")
def cancel(order: RepairOrder, ctx: Context) -> None:
    """A false report: the device is what it was, and was never down for it."""
    order.chase_at = None
    order.failure = False
    devices.settle(ctx, order.equipment_id, why=str(order.repair_no))
    told = [
        *people.login_of_employee(ctx, order.assignee_id),
        *people.login_of_employee(ctx, order.deputy_id),
        order.created_by_id,
    ]
    others = [login for login in told if login != ctx.actor.id]
    tell(ctx, order, "cancelled", others, "cancelled", note=ctx.note)
    tickets.after_cancelling(order, ctx)
