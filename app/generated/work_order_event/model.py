"""工单进度 Work-order event: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 38f48bf3bcc2bea6c36ec0eb0e62fa8d36c23c2dfd930b29f9b7c6f823040a47

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal, Never

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.accounts.users import User
from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import UtcDateTime

if TYPE_CHECKING:
    from ..work_order.model import WorkOrder

WorkOrderEventKind = Literal["state", "comment", "call", "visit", "assign", "hold", "sla"]
work_order_event_kind = EnumType(
    "WorkOrderEventKind",
    [
        EnumValue("state", label(zh="状态", en="State")),
        EnumValue("comment", label(zh="留言", en="Comment")),
        EnumValue("call", label(zh="通话", en="Call")),
        EnumValue("visit", label(zh="回访", en="Call back")),
        EnumValue("assign", label(zh="派单", en="Assignment")),
        EnumValue("hold", label(zh="挂起", en="Hold")),
        EnumValue("sla", label(zh="时限", en="Time limit")),
    ],
)


class WorkOrderEvent(Entity):
    """工单进度 Work-order event (1.3)."""

    __tablename__ = "work_order_event"
    __table_args__ = (
        Index("ix_work_order_event_work_order_at", "work_order_id", "at"),
        Index("ix_work_order_event_at", "at"),
        Index("ix_work_order_event_kind_at", "kind", "at"),
        Index("ix_work_order_event_internal_at", "internal", "at"),
    )
    meta = EntityMeta(
        name="WorkOrderEvent",
        module="crm",
        label=label(zh="工单进度", en="Work-order event"),
        title="{kind} {at}",
        process="1.3",
        parent="WorkOrder",
    )

    work_order_id: Mapped[int] = mapped_column(
        ForeignKey("work_order.id", name="fk_work_order_event_work_order"),
        info=field(
            "ref", zh="工单", en="Order", required=True, to="WorkOrder", on_delete="cascade"
        ),
    )
    work_order: Mapped[WorkOrder] = relationship("WorkOrder", foreign_keys=[work_order_id])
    at: Mapped[datetime.datetime] = mapped_column(
        UtcDateTime(),
        info=field(
            "datetime",
            zh="时间",
            en="At",
            required=True,
            default=expression("now()", ["call", "now"]),
        ),
    )
    actor_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_work_order_event_actor"),
        index=True,
        info=field("ref", zh="操作人", en="By", readonly=True, to="User", on_delete="null"),
    )
    actor: Mapped[User | None] = relationship(User, foreign_keys=[actor_id])
    kind: Mapped[WorkOrderEventKind] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="类型",
            en="Kind",
            required=True,
            default="comment",
            enum=work_order_event_kind,
        ),
    )
    text: Mapped[str] = mapped_column(
        Text(), info=field("text", zh="内容", en="Text", required=True, max=2000)
    )
    internal: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="仅内部", en="Internal only")
    )
    minutes: Mapped[int | None] = mapped_column(
        Integer(), info=field("duration", zh="工时", en="Time spent", min=0)
    )


work_order_event_hooks = EntityHooks[WorkOrderEvent, Never](WorkOrderEvent)
