"""通话记录 Call: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ab5c3283b95c84948da72259b36a7be5dd3b0062aa8421c01e5ee93974e4e449

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal

from sqlalchemy import ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import UtcDateTime

if TYPE_CHECKING:
    from ..customer.model import Customer
    from ..employee.model import Employee
    from ..project.model import Project
    from ..ticket_category.model import TicketCategory
    from ..unit.model import Unit
    from ..work_order.model import WorkOrder

CallRecordState = Literal["ringing", "answered", "ended", "missed"]
CallRecordTransition = Literal["answer", "open_order", "hang_up", "miss", "call_back"]
CallRecordDirection = Literal["in", "out"]
call_record_direction = EnumType(
    "CallRecordDirection",
    [
        EnumValue("in", label(zh="呼入", en="Incoming")),
        EnumValue("out", label(zh="呼出", en="Outgoing")),
    ],
)


class CallRecord(Entity):
    """通话记录 Call (1.4)."""

    __tablename__ = "call_record"
    __table_args__ = (
        Index(
            "uq_call_record_call_id",
            "call_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_call_record_project_state_started_at", "project_id", "state", "started_at"),
        Index("ix_call_record_state_started_at", "state", "started_at"),
        Index("ix_call_record_direction_started_at", "direction", "started_at"),
        Index("ix_call_record_project_started_at", "project_id", "started_at"),
        Index("ix_call_record_agent_started_at", "agent_id", "started_at"),
        Index("ix_call_record_created_by_started_at", "created_by_id", "started_at"),
        Index(
            "ix_call_record_state_project_created_by_deleted_at",
            "state",
            "project_id",
            "created_by_id",
            "deleted_at",
        ),
    )
    meta = EntityMeta(
        name="CallRecord",
        module="crm",
        label=label(zh="通话记录", en="Call"),
        title="{call_id} {phone}",
        process="1.4",
    )

    call_id: Mapped[str] = mapped_column(
        String(64),
        info=field("string", zh="通话ID", en="Call id", required=True, unique=True, max=64),
    )
    direction: Mapped[CallRecordDirection] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="方向",
            en="Direction",
            required=True,
            default="in",
            enum=call_record_direction,
        ),
    )
    phone: Mapped[str | None] = mapped_column(
        String(20),
        index=True,
        info=field(
            "phone",
            zh="号码",
            en="Phone",
            help=label(zh="号码隐藏时为空", en="Empty when the caller withholds it"),
            search=True,
            pii="personal",
            max=20,
        ),
    )
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_call_record_project"),
        info=field("ref", zh="项目", en="Project", to="Project"),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    started_at: Mapped[datetime.datetime] = mapped_column(
        UtcDateTime(),
        index=True,
        info=field(
            "datetime",
            zh="开始",
            en="Started",
            required=True,
            default=expression("now()", ["call", "now"]),
        ),
    )
    seconds: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="时长秒", en="Seconds", min=0)
    )
    agent_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_call_record_agent"),
        info=field("ref", zh="坐席", en="Agent", to="Employee", on_delete="null"),
    )
    agent: Mapped[Employee | None] = relationship("Employee", foreign_keys=[agent_id])
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", name="fk_call_record_customer"),
        index=True,
        info=field("ref", zh="客户", en="Customer", search=True, to="Customer", on_delete="null"),
    )
    customer: Mapped[Customer | None] = relationship("Customer", foreign_keys=[customer_id])
    unit_id: Mapped[int | None] = mapped_column(
        ForeignKey("unit.id", name="fk_call_record_unit"),
        index=True,
        info=field("ref", zh="房屋", en="Unit", to="Unit", on_delete="null"),
    )
    unit: Mapped[Unit | None] = relationship("Unit", foreign_keys=[unit_id])
    summary: Mapped[str | None] = mapped_column(
        String(120),
        info=field(
            "string",
            zh="来电内容",
            en="What about",
            help=label(
                zh="语音转写或坐席填写；填写后可转为工单",
                en="From speech recognition or the agent; an order is made from it",
            ),
            max=120,
        ),
    )
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("ticket_category.id", name="fk_call_record_category"),
        index=True,
        info=field("ref", zh="分类", en="Category", to="TicketCategory", on_delete="null"),
    )
    category: Mapped[TicketCategory | None] = relationship(
        "TicketCategory", foreign_keys=[category_id]
    )
    work_order_id: Mapped[int | None] = mapped_column(
        ForeignKey("work_order.id", name="fk_call_record_work_order"),
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
    recording: Mapped[int | None] = mapped_column(
        ForeignKey("sys_attachment.id", name="fk_call_record_recording"),
        info=field("file", zh="录音", en="Recording"),
    )
    recording_url: Mapped[str | None] = mapped_column(
        String(500),
        info=field(
            "url",
            zh="录音地址",
            en="Recording address",
            help=label(
                zh="录音保存在电话系统时的地址", en="Where the telephone system keeps the recording"
            ),
            pii="personal",
            max=500,
        ),
    )
    state: Mapped[CallRecordState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


call_record_hooks = EntityHooks[CallRecord, CallRecordTransition](
    CallRecord, transitions=("answer", "open_order", "hang_up", "miss", "call_back")
)
