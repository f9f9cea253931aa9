"""The progress of a work order, as customer and staff read it; told through the order's own channel (1.3)."""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import select

from app.generated.chat_message import ChatMessage
from app.generated.chat_session import ChatSession
from app.generated.work_order import WorkOrder
from app.generated.work_order_event import WorkOrderEvent
from app.runtime.context import Context

from . import people
from .notices import TEMPLATES

Kind = Literal["state", "comment", "call", "visit", "assign", "hold", "sla"]


def add(
    ctx: Context,
    order: WorkOrder,
    zh: str,
    en: str,
    *,
    kind: Kind = "state",
    internal: bool = False,
) -> WorkOrderEvent:
    """One line of progress. Both languages are kept, parted by ` / `; a reader sees his own."""
    text = zh if zh == en else f"{zh} / {en}"
    return ctx.create(
        WorkOrderEvent,
        work_order=order.id,
        at=ctx.now,
        actor=ctx.actor.id,
        kind=kind,
        text=text[:2000],
        internal=internal,
    )


def tell_customer(ctx: Context, order: WorkOrder, step: str, **params: Any) -> None:
    """Tell the customer about a step, once; in the chat too when the request came from there."""
    template = f"work_order.{step}"
    told = {"order_no": order.order_no, "summary": order.summary, **params}
    recipients = people.login_of_customer(ctx, order.customer_id)
    if not recipients and order.customer_id is None and order.created_by_id is not None:
        recipients = [order.created_by_id]
    if recipients:
        key = f"work_order:{order.id}:{step}:{order.reopen_count or 0}:{ctx.now.isoformat()}"
        ctx.notify(recipients, template, dedup_key=key, record=order, **told)
    answer_in_chat(ctx, order, template, told)


def answer_in_chat(ctx: Context, order: WorkOrder, template: str, told: dict[str, Any]) -> None:
    """The same text as a line of the chat that the order came from."""
    chat = ctx.query(
        select(ChatSession)
        .where(ChatSession.work_order_id == order.id, ChatSession.deleted_at.is_(None))
        .limit(1)
    ).first()
    if chat is None:
        return
    zh, en = TEMPLATES[template]
    text = f"{zh.format(**told)} / {en.format(**told)}"
    ctx.create(
        ChatMessage,
        session=chat.id,
        sender="bot",
        text=text[:2000],
        at=ctx.now,
        work_order=order.id,
    )
