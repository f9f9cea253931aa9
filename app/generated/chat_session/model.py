"""在线会话 Chat: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 370c2b9787ded8879c62b6106b5abf8690ec4c302c677fd79b44caf39a706845

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.types import UtcDateTime

if TYPE_CHECKING:
    from ..chat_message.model import ChatMessage
    from ..customer.model import Customer
    from ..employee.model import Employee
    from ..project.model import Project
    from ..ticket_category.model import TicketCategory
    from ..unit.model import Unit
    from ..work_order.model import WorkOrder

ChatSessionState = Literal["waiting", "active", "closed"]
ChatSessionTransition = Literal["take", "open_order", "close"]


class ChatSession(Entity):
    """在线会话 Chat (1.4)."""

    __tablename__ = "chat_session"
    __table_args__ = (
        Index("ix_chat_session_project_state_last_at", "project_id", "state", "last_at"),
        Index("ix_chat_session_session_no", "session_no"),
        Index("ix_chat_session_last_at", "last_at"),
        Index("ix_chat_session_state_last_at", "state", "last_at"),
        Index("ix_chat_session_project_last_at", "project_id", "last_at"),
        Index("ix_chat_session_agent_last_at", "agent_id", "last_at"),
        Index("ix_chat_session_state_project_deleted_at", "state", "project_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="ChatSession",
        module="crm",
        label=label(zh="在线会话", en="Chat"),
        title="{session_no} {subject}",
        process="1.4",
        children=[
            Children(
                "messages", of="ChatMessage", by="session", label=label(zh="消息", en="Messages")
            ),
        ],
    )

    session_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field(
            "number", zh="会话编号", en="No.", numbering=numbering("CH{yyyy}{mm}{dd}-{seq:4}")
        ),
    )
    subject: Mapped[str] = mapped_column(
        String(120),
        info=field("string", zh="主题", en="Subject", required=True, search=True, max=120),
    )
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", name="fk_chat_session_customer"),
        index=True,
        info=field(
            "ref",
            zh="客户",
            en="Customer",
            default=expression("user.customer", ["user", ["customer"]]),
            search=True,
            to="Customer",
        ),
    )
    customer: Mapped[Customer | None] = relationship("Customer", foreign_keys=[customer_id])
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_chat_session_project"),
        info=field(
            "ref",
            zh="项目",
            en="Project",
            required=True,
            default=expression(
                "coalesce(unit.project, customer.project, user.customer.project)",
                [
                    "call",
                    "coalesce",
                    ["path", ["unit"], "project"],
                    ["path", ["customer"], "project"],
                    ["user", ["customer", "project"]],
                ],
            ),
            to="Project",
        ),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    unit_id: Mapped[int | None] = mapped_column(
        ForeignKey("unit.id", name="fk_chat_session_unit"),
        index=True,
        info=field("ref", zh="房屋", en="Unit", to="Unit", on_delete="null"),
    )
    unit: Mapped[Unit | None] = relationship("Unit", foreign_keys=[unit_id])
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("ticket_category.id", name="fk_chat_session_category"),
        index=True,
        info=field("ref", zh="分类", en="Category", to="TicketCategory", on_delete="null"),
    )
    category: Mapped[TicketCategory | None] = relationship(
        "TicketCategory", foreign_keys=[category_id]
    )
    agent_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_chat_session_agent"),
        info=field("ref", zh="坐席", en="Agent", readonly=True, to="Employee", on_delete="null"),
    )
    agent: Mapped[Employee | None] = relationship("Employee", foreign_keys=[agent_id])
    agent_name: Mapped[str | None] = mapped_column(
        String(32),
        info=field("string", zh="坐席姓名", en="Answered by", max=32, lookup=["agent", "name"]),
    )
    last_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="最近消息", en="Last message", readonly=True)
    )
    work_order_id: Mapped[int | None] = mapped_column(
        ForeignKey("work_order.id", name="fk_chat_session_work_order"),
        index=True,
        info=field(
            "ref",
            zh="工单",
            en="Order",
            readonly=True,
            to="WorkOrder",
            on_delete="null",
            trace="result",
        ),
    )
    work_order: Mapped[WorkOrder | None] = relationship("WorkOrder", foreign_keys=[work_order_id])
    state: Mapped[ChatSessionState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    messages: Mapped[list[ChatMessage]] = relationship(
        "ChatMessage",
        primaryjoin="and_(ChatSession.id == ChatMessage.session_id, ChatMessage.deleted_at.is_(None))",
        foreign_keys="ChatMessage.session_id",
        order_by="ChatMessage.id",
        viewonly=True,
    )


chat_session_hooks = EntityHooks[ChatSession, ChatSessionTransition](
    ChatSession, transitions=("take", "open_order", "close")
)
