"""The progress of a work order, as customer and staff read it; told through the order's own channel (1.3)."""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import select

from app.generated.chat_message import ChatMessage
from app.generated.chat_session import ChatSession
from app.generated.work_order import WorkOrder
from app.generated.work_order_event import WorkOrderEvent
from app.runtime.context import Context

from .. import bilingual_lines, people
from ..notices import TEMPLATES

Kind = Literal["state", "comment", "call", "visit", "assign", "hold", "sla"]

LINES: dict[str, tuple[Kind, str, str]] = {
    "received": ("state", "已提交：{summary}", "Received: {summary}"),
    "accepted": ("state", "已受理", "Accepted"),
    "assigned": ("assign", "已派给 {who}", "Assigned to {who}"),
    "declined": ("assign", "{who} 退单：{note}", "{who} declined: {note}"),
    "started": ("state", "{who} 已到场", "{who} is on site"),
    "quoted": ("state", "报价 {quote} 元", "Quoted {quote} yuan"),
    "quote_accepted": ("state", "客户同意报价", "The customer accepted the quote"),
    "quote_refused": ("state", "客户不同意报价", "The customer refused the quote"),
    "held": ("hold", "挂起：{zh}，预计 {until} 恢复", "On hold: {en}, until {until}"),
    "resumed": ("hold", "恢复处理", "Work resumed"),
    "resolved": ("state", "已完成：{result}", "Done: {result}"),
    "confirmed": ("state", "客户已确认", "Confirmed by the customer"),
    "closed_silently": (
        "state",
        "72 小时未确认，自动关闭",
        "Closed after 72 hours without an answer",
    ),
    "reopened": ("state", "重新处理：{note}", "Reopened: {note}"),
    "cancelled": ("state", "已取消：{note}", "Cancelled: {note}"),
    "rejected": ("state", "已驳回：{note}", "Rejected: {note}"),
    "repair_begun": (
        "state",
        "已转设备报修 {repair_no}",
        "Handed on as the repair {repair_no} of a device",
    ),
    "repair_done": ("state", "设备已修复（{repair_no}）", "The device is repaired ({repair_no})"),
    "said_again": ("comment", "再次来报：{words}", "Reported again: {words}"),
}
"""Every line of progress: its kind and its text in both languages."""

PROGRESS = bilingual_lines.Lines((zh, en) for _, zh, en in LINES.values())
"""How a line of progress is read."""


def text_of(line: str, **params: Any) -> str:
    """The stored text: `中文 / English`; a reader sees his own half (`PROGRESS.read`)."""
    _, zh, en = LINES[line]
    return bilingual_lines.stored(zh, en, **params)


def add(
    ctx: Context, order: WorkOrder, line: str, *, internal: bool = False, **params: Any
) -> WorkOrderEvent:
    """Add one line of LINES to the order's progress."""
    return ctx.create(
        WorkOrderEvent,
        work_order=order.id,
        at=ctx.now,
        actor=ctx.actor.id,
        kind=LINES[line][0],
        text=text_of(line, **params),
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
    ctx.create(
        ChatMessage,
        session=chat.id,
        sender="bot",
        text=bilingual_lines.stored(*TEMPLATES[template], **told),
        at=ctx.now,
        work_order=order.id,
    )
