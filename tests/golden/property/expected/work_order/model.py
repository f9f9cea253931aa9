"""工单 Work order: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 aa59a79d2eab88f1f210405236d6a85864d10e6b39346aa745b37d8027276b22

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import JSON, Boolean, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Children, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import aggregate, field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, UtcDateTime

from .. import enums
from ..enums import Priority

if TYPE_CHECKING:
    from ..customer.model import Customer
    from ..employee.model import Employee
    from ..project.model import Project
    from ..work_order_part.model import WorkOrderPart

WorkOrderState = Literal["new", "assigned", "in_progress", "closed"]
WorkOrderTransition = Literal["assign", "start", "close", "close_expensive"]


class WorkOrder(Entity):
    """工单 Work order (1.4)."""

    __tablename__ = "work_order"
    __table_args__ = (
        Index(
            "uq_work_order_project_order_no",
            "project_id",
            "order_no",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_work_order_project_state_due_at", "project_id", "state", "due_at"),
        Index("ix_work_order_order_no", "order_no"),
        Index("ix_work_order_due_at", "due_at"),
        Index("ix_work_order_state_due_at", "state", "due_at"),
        Index("ix_work_order_priority_due_at", "priority", "due_at"),
        Index("ix_work_order_assignee_due_at", "assignee_id", "due_at"),
        Index("ix_work_order_state_project_deleted_at", "state", "project_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="WorkOrder",
        module="crm",
        label=label(zh="工单", en="Work order"),
        title="{order_no} {summary}",
        process="1.4",
        children=[
            Children(
                "parts", of="WorkOrderPart", by="work_order", label=label(zh="用料", en="Parts")
            ),
        ],
        checks=[
            Check(
                "due_after_start",
                expression(
                    "due_at >= created_at",
                    [
                        "or",
                        ["is_null", ["field", "due_at"]],
                        ["ge", ["field", "due_at"], ["field", "created_at"]],
                    ],
                ),
                message(zh="时限早于创建", en="Due before creation"),
            ),
        ],
        retain="3 years",
    )

    order_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field(
            "number",
            zh="编号",
            en="No.",
            numbering=numbering("WO{yy}{mm}-{seq:5}", scope="project"),
        ),
    )
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_work_order_project"),
        info=field("ref", zh="项目", en="Project", required=True, to="Project"),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", name="fk_work_order_customer"),
        index=True,
        info=field("ref", zh="客户", en="Customer", to="Customer"),
    )
    customer: Mapped[Customer | None] = relationship("Customer", foreign_keys=[customer_id])
    phone: Mapped[str | None] = mapped_column(
        String(20),
        info=field(
            "phone", zh="电话", en="Phone", pii="personal", max=20, lookup=["customer", "phone"]
        ),
    )
    summary: Mapped[str] = mapped_column(
        String(120), info=field("string", zh="摘要", en="Summary", required=True, max=120)
    )
    assignee_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_work_order_assignee"),
        info=field("ref", zh="处理人", en="Assignee", to="Employee"),
    )
    assignee: Mapped[Employee | None] = relationship("Employee", foreign_keys=[assignee_id])
    solution: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="处理结果", en="Solution")
    )
    internal_note: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="内部备注", en="Internal note")
    )
    priority: Mapped[Priority | None] = mapped_column(
        String(40),
        info=field("enum", zh="优先级", en="Priority", default="p3", enum=enums.priority),
    )
    chargeable: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="收费", en="Chargeable")
    )
    quote: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="报价",
            en="Quote",
            required=expression(
                "chargeable and state == 'in_progress'",
                [
                    "and",
                    ["field", "chargeable"],
                    ["eq", ["field", "state"], ["lit", "string", "in_progress"]],
                ],
            ),
            visible=expression("chargeable", ["field", "chargeable"]),
        ),
    )
    parts_cost: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field("money", zh="材料费", en="Parts", aggregate=aggregate("sum", "parts", "amount")),
    )
    total: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="合计",
            en="Total",
            formula=expression(
                "quote + parts_cost", ["add", ["field", "quote"], ["field", "parts_cost"]]
            ),
        ),
    )
    due_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="时限", en="Due", readonly=True)
    )
    photos: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), info=field("images", zh="照片", en="Photos", max=6)
    )
    state: Mapped[WorkOrderState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    parts: Mapped[list[WorkOrderPart]] = relationship(
        "WorkOrderPart",
        primaryjoin="and_(WorkOrder.id == WorkOrderPart.work_order_id, WorkOrderPart.deleted_at.is_(None))",
        foreign_keys="WorkOrderPart.work_order_id",
        order_by="WorkOrderPart.id",
        viewonly=True,
    )


work_order_hooks = EntityHooks[WorkOrder, WorkOrderTransition](
    WorkOrder, transitions=("assign", "start", "close", "close_expensive")
)
