"""The queue for a title: who asked first is offered the next copy, and has a week to collect it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from app.generated.copy import Copy
from app.generated.hold import Hold, hold_hooks
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

KEPT_DAYS = 7


def first_in_line(ctx: Context, work: int) -> Hold | None:
    """The hold on the title that has waited longest."""
    return ctx.query(
        select(Hold)
        .where(Hold.work_id == work, Hold.state == "waiting", Hold.deleted_at.is_(None))
        .order_by(Hold.placed_at, Hold.id)
        .limit(1)
        .with_for_update()
    ).first()


def kept_with(ctx: Context, copy: Copy) -> Hold | None:
    """The hold that the copy on the hold shelf answers."""
    return ctx.query(
        select(Hold).where(
            Hold.copy_id == copy.id, Hold.state == "ready", Hold.deleted_at.is_(None)
        )
    ).first()


def offer(ctx: Context, copy: Copy) -> None:
    """A copy that nobody has: to the hold shelf for the first in line, or back to its own shelf."""
    hold = first_in_line(ctx, copy.work_id)
    if hold is None:
        if copy.state != "available":
            ctx.transition(copy, "shelve")
        return
    if copy.state != "held":
        ctx.transition(copy, "keep")
    until = ctx.today + dt.timedelta(days=KEPT_DAYS)
    ctx.update(hold, copy=copy.id, ready_at=ctx.now, keep_until=until)
    ctx.transition(hold, "offer")


@hold_hooks.check
def one_hold_each(hold: Hold, ctx: Context) -> None:
    """A patron stands in a queue once."""
    if ctx.operation.action != "create":
        return
    same = select(Hold.id).where(
        Hold.work_id == hold.work_id,
        Hold.patron_id == hold.patron_id,
        Hold.state.in_(["waiting", "ready"]),
        Hold.deleted_at.is_(None),
    )
    if ctx.session.scalar(same.limit(1)) is not None:
        raise RuleViolation("该读者已预约此书 / This patron waits for it already.", field="work")


@hold_hooks.on_create
def what_is_on_the_shelf(hold: Hold, ctx: Context) -> None:
    """A copy that stands on the shelf need not be waited for."""
    free = ctx.query(
        select(Copy)
        .where(Copy.work_id == hold.work_id, Copy.state == "available", Copy.deleted_at.is_(None))
        .order_by((Copy.branch_id == hold.pickup_id).desc(), Copy.id)
        .limit(1)
        .with_for_update()
    ).first()
    if free is not None:
        offer(ctx, free)


@hold_hooks.on_transition("cancel")
@hold_hooks.on_transition("expire")
def pass_it_on(hold: Hold, ctx: Context) -> None:
    """The copy that was kept goes to the next in the queue."""
    if hold.copy_id is not None:
        offer(ctx, ctx.get(Copy, hold.copy_id))
