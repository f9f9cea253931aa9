"""Requests that were made before: limits per customer and day, duplicates within 48 hours, repeats in a week (1.4)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select

from app.generated.work_order import WorkOrder
from app.runtime import clock
from app.runtime.context import Context

from .similarity import alike

PER_DAY = 10
IDENTICAL_PER_DAY = 2
DUPLICATE_WITHIN = dt.timedelta(hours=48)
REPEATED_WITHIN = dt.timedelta(days=7)
OPEN = ("new", "accepted", "assigned", "in_progress", "on_hold", "quoted")
OWN_CHANNELS = ("app", "web", "wechat", "chat", "email", "api")
"""Channels in which customers write themselves; staff and machines are not limited."""


def text_of(summary: str | None, description: str | None) -> str:
    """What the customer said, as it is compared and classified."""
    return "\n".join(part for part in (summary, description) if part)


def today_of(ctx: Context) -> dt.datetime:
    """Local midnight."""
    return clock.local(ctx.now).replace(hour=0, minute=0, second=0, microsecond=0)


def made_today(
    ctx: Context, customer_id: int, *, besides: int | None = None
) -> list[tuple[str, str]]:
    """(summary, description) of what the customer asked for since midnight."""
    statement = select(WorkOrder.summary, WorkOrder.description).where(
        WorkOrder.customer_id == customer_id,
        WorkOrder.created_at >= today_of(ctx),
        WorkOrder.source.in_(OWN_CHANNELS),
        WorkOrder.deleted_at.is_(None),
    )
    if besides is not None:
        statement = statement.where(WorkOrder.id != besides)
    return [(summary, text or "") for summary, text in ctx.session.execute(statement)]


def find_duplicate(
    ctx: Context,
    *,
    unit_id: int | None,
    category_id: int | None,
    text: str,
    besides: int | None = None,
) -> WorkOrder | None:
    """The open order of this unit and category, at most 48 hours old, that says the same."""
    if unit_id is None or category_id is None:
        return None
    statement = (
        select(WorkOrder)
        .where(
            WorkOrder.unit_id == unit_id,
            WorkOrder.category_id == category_id,
            WorkOrder.state.in_(OPEN),
            WorkOrder.created_at > ctx.now - DUPLICATE_WITHIN,
            WorkOrder.deleted_at.is_(None),
        )
        .order_by(WorkOrder.id)
    )
    for order in ctx.query(statement):
        if order.id != besides and alike(text, text_of(order.summary, order.description)):
            return order
    return None


def is_repeated(
    ctx: Context, *, unit_id: int | None, category_id: int | None, besides: int | None = None
) -> bool:
    """Was there another order of this unit and category within 7 days?"""
    if unit_id is None or category_id is None:
        return False
    statement = select(func.count()).where(
        WorkOrder.unit_id == unit_id,
        WorkOrder.category_id == category_id,
        WorkOrder.created_at > ctx.now - REPEATED_WITHIN,
        WorkOrder.state.not_in(("cancelled", "rejected")),
        WorkOrder.deleted_at.is_(None),
    )
    if besides is not None:
        statement = statement.where(WorkOrder.id != besides)
    return bool(ctx.session.scalar(statement))
