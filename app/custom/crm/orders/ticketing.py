"""A request becomes a work order: limits, category, priority, time limits, acceptance, assignment (1.4)."""

from __future__ import annotations

from typing import Any

from app.generated.customer import Customer
from app.generated.ticket_category import TicketCategory
from app.generated.unit import Unit
from app.generated.work_order import WorkOrder, work_order_hooks
from app.runtime import clock
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

from .. import normalise, people
from . import dictionary, policies, priority, repeats, timeline


@work_order_hooks.check
def request_keeps_the_limits(order: WorkOrder, ctx: Context) -> None:
    """At most 10 requests a day and 2 identical ones, per customer and in his own channels."""
    if ctx.operation.action != "create" or order.customer_id is None:
        return
    if order.source not in repeats.OWN_CHANNELS or not _is_of_the_customer(ctx):
        return
    today = repeats.made_today(ctx, order.customer_id, besides=order.id)
    if len(today) >= repeats.PER_DAY:
        raise RuleViolation(
            f"今天已提交 {len(today)} 次，每天最多 {repeats.PER_DAY} 次；紧急情况请拨打服务热线 / "
            f"You sent {len(today)} requests today, {repeats.PER_DAY} are possible; "
            "please call the hotline if it is urgent.",
            field="summary",
            code="daily_limit",
        )
    same = (order.summary, order.description or "")
    if today.count(same) >= repeats.IDENTICAL_PER_DAY:
        raise RuleViolation(
            "相同内容今天已提交过，请在原工单中留言 / "
            "You sent the same request today already; please comment on that order.",
            field="summary",
            code="identical_limit",
        )


def _is_of_the_customer(ctx: Context) -> bool:
    return ctx.actor.is_system or "customer" in ctx.actor.roles or "integrator" in ctx.actor.roles


@work_order_hooks.check
def unit_is_of_the_project(order: WorkOrder, ctx: Context) -> None:
    """The unit is of the order's project."""
    if order.unit_id is not None and not {"unit", "project"}.isdisjoint(ctx.changes):
        unit = ctx.get(Unit, order.unit_id)
        if unit.project_id != order.project_id:
            raise RuleViolation(
                "该房屋不属于所选项目 / This unit is not in the chosen project.", field="unit"
            )


@work_order_hooks.on_create
def open_the_order(order: WorkOrder, ctx: Context) -> None:
    """Everything that follows by itself from a new request, in the transaction that stores it."""
    certain = triage(order, ctx)
    timeline.add(ctx, order, "received", summary=order.summary)
    timeline.tell_customer(ctx, order, "new")
    if _is_follow_up(order):
        ctx.transition(order, "accept")
        return
    text = repeats.text_of(order.summary, order.description)
    original = repeats.find_duplicate(
        ctx, unit_id=order.unit_id, category_id=order.category_id, text=text, besides=order.id
    )
    if original is not None:
        _attach(order, original, ctx)
    elif certain:
        ctx.transition(order, "accept")
    else:
        ctx.notify(
            people.holders(ctx, "dispatcher", order.project_id),
            "work_order.to_dispatch",
            dedup_key=f"work_order:{order.id}:to_dispatch",
            record=order,
            order_no=order.order_no,
            summary=order.summary,
        )


def triage(order: WorkOrder, ctx: Context) -> bool:
    """Find category, priority, department and limits. Certain enough to accept without a person?

    Written as one update, so that lookups and clocks follow.
    """
    words, urgent = dictionary.load(ctx)
    text = repeats.text_of(order.summary, order.description)
    category, confidence, certain = order.category_id, order.confidence, True
    if category is None:
        found = words.classify(text)
        category, confidence, certain = found.category, found.confidence, found.is_certain
    level = order.priority or _priority(order, category, text, urgent, ctx)
    policy = policies.find(ctx, priority=level, category_id=category, project_id=order.project_id)
    ctx.update(
        order,
        category=category,
        confidence=confidence,
        priority=level,
        department=order.department_id or policies.department_for(ctx, category, order.project_id),
        policy=policy.id if policy else None,
        **_contact(order, ctx),
    )
    return certain


def _priority(
    order: WorkOrder, category_id: int | None, text: str, urgent: frozenset[str], ctx: Context
) -> priority.Priority:
    default: priority.Priority = "p3"
    if category_id is not None:
        default = ctx.get(TicketCategory, category_id).default_priority
    alone = False
    if order.customer_id is not None:
        alone = bool(ctx.get(Customer, order.customer_id).living_alone_elderly)
    repeated = repeats.is_repeated(
        ctx, unit_id=order.unit_id, category_id=category_id, besides=order.id
    )
    return priority.decide(
        text, default=default, elderly_alone=alone, repeated=repeated, terms=urgent
    )


def _contact(order: WorkOrder, ctx: Context) -> dict[str, str | None]:
    """Whom to call: as given, else the customer himself."""
    name, phone = order.contact_name, order.contact_phone
    if order.customer_id is not None:
        customer = ctx.get(Customer, order.customer_id)
        name, phone = name or customer.name, phone or customer.phone
    number = normalise.phone(phone)
    return {"contact_name": name, "contact_phone": number, "site_phone": number}


def _is_follow_up(order: WorkOrder) -> bool:
    return order.source == "survey"


def _attach(order: WorkOrder, original: WorkOrder, ctx: Context) -> None:
    """The same trouble is already open: its words go there, and this order ends as a duplicate."""
    add_words(ctx, original, order.summary, order.description)
    order.duplicate_of_id = original.id
    ctx.transition(
        order,
        "reject",
        duplicate_of=original.id,
        note=f"与工单 {original.order_no} 重复，内容已追加 / Same as {original.order_no}, added there",
    )


def add_words(ctx: Context, order: WorkOrder, summary: str, description: str | None) -> None:
    """What was said again, as a comment on the order that is open already."""
    words = repeats.text_of(summary, description)
    timeline.add(ctx, order, "said_again", words=words)


@work_order_hooks.check
def appointment_is_to_come(order: WorkOrder, ctx: Context) -> None:
    """Nobody can come yesterday; today's hours may be over by the time the order is written."""
    before, after = ctx.changes.get("appointment_at", (None, None))
    if after is None or not ctx.by_person:
        return
    day = clock.local(after).date()
    if day < clock.local(ctx.now).date() and (before is None or clock.local(before).date() != day):
        raise RuleViolation(
            "预约时间已过，请选择今天或以后 / This time is over; choose today or later.",
            field="appointment_at",
        )


@work_order_hooks.on_update
def judge_again(order: WorkOrder, ctx: Context) -> None:
    """Another category, priority or project brings other time limits and perhaps another department."""
    changed = set(ctx.changes)
    if order.state in ENDED:
        return
    new: dict[str, Any] = {}
    if {"category", "project"} & changed and "department" not in changed:
        new["department"] = policies.department_for(ctx, order.category_id, order.project_id)
    if {"category", "project", "priority"} & changed and "policy" not in changed:
        policy = policies.find(
            ctx,
            priority=str(order.priority),
            category_id=order.category_id,
            project_id=order.project_id,
        )
        # No policy for it means no limits, and not the limits of what it was before.
        if (policy.id if policy else None) != order.policy_id:
            new["policy"] = policy.id if policy else None
    if "contact_phone" in changed and "site_phone" not in changed:
        number = normalise.phone(order.contact_phone)
        new |= {"contact_phone": number, "site_phone": number}
    if new:
        ctx.update(order, **new)


ENDED = ("closed", "cancelled", "rejected")
