"""在线客服消息 Chat message: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ddcd3379a483789f0d41813c9c98213cbbe2e49c884aff8e6ccc03c0e9e1bf8a

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal, Never

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import UtcDateTime

if TYPE_CHECKING:
    from ..chat_session.model import ChatSession
    from ..work_order.model import WorkOrder

ChatMessageSender = Literal["customer", "agent", "bot"]
chat_message_sender = EnumType(
    "ChatMessageSender",
    [
        EnumValue("customer", label(zh="客户", en="Customer")),
        EnumValue("agent", label(zh="坐席", en="Agent")),
        EnumValue("bot", label(zh="系统", en="System")),
    ],
)


class ChatMessage(Entity):
    """在线客服消息 Chat message (1.4)."""

    __tablename__ = "chat_message"
    __table_args__ = (
        Index("ix_chat_message_session_at", "session_id", "at"),
        Index("ix_chat_message_at", "at"),
        Index("ix_chat_message_sender_at", "sender", "at"),
    )
    meta = EntityMeta(
        name="ChatMessage",
        module="crm",
        label=label(zh="在线客服消息", en="Chat message"),
        title="{text}",
        process="1.4",
        parent="ChatSession",
    )

    session_id: Mapped[int] = mapped_column(
        ForeignKey("chat_session.id", name="fk_chat_message_session"),
        info=field(
            "ref", zh="会话", en="Chat", required=True, to="ChatSession", on_delete="cascade"
        ),
    )
    session: Mapped[ChatSession] = relationship("ChatSession", foreign_keys=[session_id])
    sender: Mapped[ChatMessageSender] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="发送方",
            en="From",
            required=True,
            readonly=True,
            default="customer",
            enum=chat_message_sender,
        ),
    )
    text: Mapped[str] = mapped_column(
        Text(), info=field("text", zh="内容", en="Text", required=True, max=2000)
    )
    at: Mapped[datetime.datetime] = mapped_column(
        UtcDateTime(),
        info=field(
            "datetime",
            zh="时间",
            en="At",
            required=True,
            readonly=True,
            default=expression("now()", ["call", "now"]),
        ),
    )
    work_order_id: Mapped[int | None] = mapped_column(
        ForeignKey("work_order.id", name="fk_chat_message_work_order"),
        index=True,
        info=field("ref", zh="工单", en="Order", readonly=True, to="WorkOrder", on_delete="null"),
    )
    work_order: Mapped[WorkOrder | None] = relationship("WorkOrder", foreign_keys=[work_order_id])


chat_message_hooks = EntityHooks[ChatMessage, Never](ChatMessage)
