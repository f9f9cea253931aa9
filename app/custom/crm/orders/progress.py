"""What each step of a work order does: times, progress lines, messages to both sides (1.3, 1.4)."""

from __future__ import annotations

import datetime as dt

from app.generated.employee import Employee
from app.generated.work_order import WorkOrder, work_order_hooks
from app.runtime import clock
from app.runtime.context import Context
from app.runtime.errors import RuleViolation
from app.runtime.sla import clocks as sla

from .. import normalise, people
from ..notices import now_or_later, urgency
from ..surveys import ratings
from . import dispatch, ticketing, timeline

HOLD_REASONS = {
    "customer_absent": ("客户不在", "customer absent"),
    "waiting_part": ("等配件", "waiting for a part"),
    "external": ("外部原因", "external cause"),
}


@work_order_hooks.on_transition("accept")
def accept(order: WorkOrder, ctx: Context) -> None:
    """Responded; told to the customer; then somebody is found for it."""
    ticketing.judge_again(order, ctx)
    order.responded_at = order.responded_at or ctx.now
    timeline.add(ctx, order, "accepted")
    timeline.tell_customer(ctx, order, "accepted", due=_local(order.resolve_due))
    if order.source == "survey":
        return
    dispatch.auto_assign(ctx, order)


@work_order_hooks.on_transition("assign")
def assign(order: WorkOrder, ctx: Context) -> None:
    """The score is kept, the technician is told."""
    _give(order, ctx)


@work_order_hooks.on_transition("reassign")
@work_order_hooks.on_transition("reassign_over_limit")
def reassign(order: WorkOrder, ctx: Context) -> None:
    """Another person; when nobody was named, the next best. The clock runs on, or again after a hold."""
    old = ctx.changes.get("assignee", (order.assignee_id, None))[0]
    if "assignee" not in ctx.changes or order.assignee_id is None:
        ranked = dispatch.choose(ctx, order, excluding={old} if old else ())
        if not ranked:
            raise RuleViolation(
                "没有其他符合条件的处理人，请联系调度 / Nobody else fits; ask the dispatcher.",
                field="assignee",
            )
        ctx.update(order, assignee=ranked[0].candidate.id)
    order.arrival_code = order.hold_reason = order.resume_at = None
    order.reassign_count = (order.reassign_count or 0) + 1
    ctx.notify(
        people.login_of_employee(ctx, old),
        "work_order.taken_away",
        dedup_key=f"work_order:{order.id}:taken:{order.reassign_count}",
        record=order,
        order_no=order.order_no,
    )
    _give(order, ctx)


def _give(order: WorkOrder, ctx: Context) -> None:
    if order.assignee_id is None:
        return
    scored, _ = dispatch.judge(ctx, order, order.assignee_id)
    kept = dict(order.assign_score or {})
    order.assign_score = {**kept, **(dispatch.as_stored(scored) if scored else {"score": None})}
    order.assigned_at = ctx.now
    name = ctx.get(Employee, order.assignee_id).name
    timeline.add(ctx, order, "assigned", who=name)
    timeline.tell_customer(ctx, order, "assigned", assignee=name)
    ctx.notify(
        people.login_of_employee(ctx, order.assignee_id),
        now_or_later("work_order.for_you", order.priority),
        dedup_key=f"work_order:{order.id}:for:{order.assignee_id}:{order.reassign_count or 0}",
        record=order,
        order_no=order.order_no,
        summary=order.summary,
        **urgency(order.priority),
    )


@work_order_hooks.on_transition("decline")
def decline(order: WorkOrder, ctx: Context) -> None:
    """Given back: scored again without those who declined."""
    kept = dict(order.assign_score or {})
    declined = [*kept.get("declined", []), order.assignee_id]
    name = ctx.get(Employee, order.assignee_id).name if order.assignee_id else ""
    timeline.add(ctx, order, "declined", who=name, note=ctx.note, internal=True)
    ctx.update(order, assignee=None)
    order.assign_score = {"declined": declined}
    order.assigned_at = None
    dispatch.auto_assign(ctx, order, excluding=[one for one in declined if one is not None])


@work_order_hooks.on_transition("start")
def start(order: WorkOrder, ctx: Context) -> None:
    """On site."""
    order.arrived_at = order.arrived_at or ctx.now
    name = order.assignee_name or ""
    timeline.add(ctx, order, "started", who=name)
    timeline.tell_customer(ctx, order, "in_progress", assignee=name)


@work_order_hooks.on_transition("quote")
def quote(order: WorkOrder, ctx: Context) -> None:
    """The price goes to the customer; the clock waits for the answer."""
    timeline.add(ctx, order, "quoted", quote=order.quote)
    timeline.tell_customer(ctx, order, "quoted", quote=str(order.quote))


@work_order_hooks.on_transition("approve_quote")
def approve_quote(order: WorkOrder, ctx: Context) -> None:
    """The customer agrees to the price."""
    timeline.add(ctx, order, "quote_accepted")


@work_order_hooks.on_transition("refuse_quote")
def refuse_quote(order: WorkOrder, ctx: Context) -> None:
    """The customer does not want it at this price."""
    timeline.add(ctx, order, "quote_refused")
    _end(order, ctx, "cancelled")


@work_order_hooks.on_transition("hold")
@work_order_hooks.on_transition("hold_longer")
def hold(order: WorkOrder, ctx: Context) -> None:
    """Waiting for something that is not ours; the clock stands still."""
    order.hold_count = (order.hold_count or 0) + 1
    zh, en = HOLD_REASONS[str(order.hold_reason)]
    until = _local(order.resume_at)
    timeline.add(ctx, order, "held", zh=zh, en=en, until=until)
    timeline.tell_customer(ctx, order, "on_hold", reason=zh, reason_en=en, resume=until)


@work_order_hooks.on_transition("resume")
def resume(order: WorkOrder, ctx: Context) -> None:
    """Work goes on."""
    timeline.add(ctx, order, "resumed")


@work_order_hooks.on_transition("resolve")
def resolve(order: WorkOrder, ctx: Context) -> None:
    """Done: the result goes to the customer, who confirms and rates."""
    order.resolved_at = ctx.now
    timeline.add(ctx, order, "resolved", result=order.result)
    timeline.tell_customer(ctx, order, "resolved", result=order.result)


@work_order_hooks.on_transition("confirm")
def confirm(order: WorkOrder, ctx: Context) -> None:
    """Closed; a rating counts for the technician, a low one is followed up."""
    timeline.add(ctx, order, "closed_silently" if ctx.actor.is_system else "confirmed")
    order.closed_at = ctx.now
    _end(order, ctx, "closed")
    ratings.after_closing(ctx, order)


@work_order_hooks.on_transition("reopen")
def reopen(order: WorkOrder, ctx: Context) -> None:
    """Not solved: half the original time, counted against first-time fix."""
    order.reopen_count = (order.reopen_count or 0) + 1
    order.resolved_at = order.closed_at = None
    order.site_phone = order.contact_phone
    if order.policy_id is not None:
        sla.restart(ctx, order, "resolve", fraction="0.5")
    timeline.add(ctx, order, "reopened", note=ctx.note)
    timeline.tell_customer(ctx, order, "reopened")
    ctx.notify(
        people.login_of_employee(ctx, order.assignee_id),
        now_or_later("work_order.for_you", order.priority),
        dedup_key=f"work_order:{order.id}:reopened:{order.reopen_count}",
        record=order,
        order_no=order.order_no,
        summary=order.summary,
        **urgency(order.priority),
    )


@work_order_hooks.on_transition("cancel")
def cancel(order: WorkOrder, ctx: Context) -> None:
    """Not wanted any more."""
    timeline.add(ctx, order, "cancelled", note=ctx.note)
    _end(order, ctx, "cancelled")
    ctx.notify(
        people.login_of_employee(ctx, order.assignee_id),
        "work_order.cancelled",
        dedup_key=f"work_order:{order.id}:cancelled:assignee",
        record=order,
        order_no=order.order_no,
        note=ctx.note,
    )


@work_order_hooks.on_transition("reject")
def reject(order: WorkOrder, ctx: Context) -> None:
    """Not ours, or said before; the reason goes to the customer."""
    timeline.add(ctx, order, "rejected", note=ctx.note)
    _end(order, ctx, "rejected")


def _end(order: WorkOrder, ctx: Context, step: str) -> None:
    """Tell the customer; nobody on site needs his full number any more."""
    timeline.tell_customer(ctx, order, step, note=ctx.note)
    order.site_phone = normalise.masked_phone(order.site_phone)


def _local(moment: dt.datetime | None) -> str:
    return f"{clock.local(moment):%m-%d %H:%M}" if moment else "—"
