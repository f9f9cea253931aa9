"""方案服务内容 Service of a plan: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e07c3dcef1fad47a79b4d5b022afa5ae2436762dab6785c13fd7e19fe86cca29

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import Date, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

from .. import enums
from ..enums import PlanFrequency

if TYPE_CHECKING:
    from ..fee_assignment.model import FeeAssignment
    from ..fee_item.model import FeeItem
    from ..project.model import Project
    from ..service_plan.model import ServicePlan
    from ..ticket_category.model import TicketCategory
    from ..work_order.model import WorkOrder


class PlanService(Entity):
    """方案服务内容 Service of a plan (1.2)."""

    __tablename__ = "plan_service"
    __table_args__ = (
        Index(
            "uq_plan_service_plan_service",
            "plan_id",
            "service",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_plan_service_next_on_plan", "next_on", "plan_id"),
        Index("ix_plan_service_frequency", "frequency"),
    )
    meta = EntityMeta(
        name="PlanService",
        module="crm",
        label=label(zh="方案服务内容", en="Service of a plan"),
        title="{service}",
        process="1.2",
        help=label(
            zh="提出方案时从模板复制；之后模板的修改不影响它",
            en="Copied from the template when the plan is proposed; later changes of the template leave it alone",
        ),
        parent="ServicePlan",
    )

    plan_id: Mapped[int] = mapped_column(
        ForeignKey("service_plan.id", name="fk_plan_service_plan"),
        index=True,
        info=field(
            "ref",
            zh="方案",
            en="Plan",
            required=True,
            readonly=True,
            to="ServicePlan",
            on_delete="cascade",
        ),
    )
    plan: Mapped[ServicePlan] = relationship("ServicePlan", foreign_keys=[plan_id])
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_plan_service_project"),
        index=True,
        info=field("ref", zh="项目", en="Project", required=True, readonly=True, to="Project"),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    service: Mapped[str] = mapped_column(
        String(64),
        info=field("string", zh="服务", en="Service", required=True, readonly=True, max=64),
    )
    frequency: Mapped[PlanFrequency] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="频次",
            en="How often",
            required=True,
            readonly=True,
            enum=enums.plan_frequency,
        ),
    )
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("ticket_category.id", name="fk_plan_service_category"),
        index=True,
        info=field(
            "ref", zh="工单分类", en="Category of the orders", readonly=True, to="TicketCategory"
        ),
    )
    category: Mapped[TicketCategory | None] = relationship(
        "TicketCategory", foreign_keys=[category_id]
    )
    fee_item_id: Mapped[int | None] = mapped_column(
        ForeignKey("fee_item.id", name="fk_plan_service_fee_item"),
        index=True,
        info=field("ref", zh="收费项目", en="Fee item", readonly=True, to="FeeItem"),
    )
    fee_item: Mapped[FeeItem | None] = relationship("FeeItem", foreign_keys=[fee_item_id])
    price: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(4),
        info=field(
            "decimal",
            zh="提出时的单价",
            en="Price when proposed",
            readonly=True,
            total=False,
            scale=4,
        ),
    )
    next_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="下次", en="Next", readonly=True)
    )
    visits: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="已生成工单", en="Orders so far", readonly=True, default=0)
    )
    last_order_id: Mapped[int | None] = mapped_column(
        ForeignKey("work_order.id", name="fk_plan_service_last_order"),
        index=True,
        info=field(
            "ref",
            zh="最近工单",
            en="Latest order",
            readonly=True,
            to="WorkOrder",
            on_delete="null",
            trace="result",
        ),
    )
    last_order: Mapped[WorkOrder | None] = relationship("WorkOrder", foreign_keys=[last_order_id])
    fee_assignment_id: Mapped[int | None] = mapped_column(
        ForeignKey("fee_assignment.id", name="fk_plan_service_fee_assignment"),
        index=True,
        info=field(
            "ref",
            zh="收费标准",
            en="Fee assignment",
            readonly=True,
            to="FeeAssignment",
            on_delete="null",
            trace="result",
        ),
    )
    fee_assignment: Mapped[FeeAssignment | None] = relationship(
        "FeeAssignment", foreign_keys=[fee_assignment_id]
    )


plan_service_hooks = EntityHooks[PlanService, Never](PlanService)
