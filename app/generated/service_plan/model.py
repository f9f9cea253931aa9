"""服务方案 Service plan: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 43a90bae9f6f743f1b2d45027f14a2c375a70be38a4a397b2a76ec6e56327532

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

if TYPE_CHECKING:
    from ..customer.model import Customer
    from ..employee.model import Employee
    from ..plan_service.model import PlanService
    from ..project.model import Project
    from ..service_plan_template.model import ServicePlanTemplate
    from ..unit.model import Unit

ServicePlanState = Literal[
    "draft", "proposed", "accepted", "active", "declined", "withdrawn", "expired", "terminated"
]
ServicePlanTransition = Literal[
    "propose", "accept", "decline", "activate", "expire", "terminate", "withdraw"
]
ServicePlanDeclineReason = Literal["price", "not_needed", "privacy", "timing", "elsewhere", "other"]
service_plan_decline_reason = EnumType(
    "ServicePlanDeclineReason",
    [
        EnumValue("price", label(zh="价格高", en="Too expensive")),
        EnumValue("not_needed", label(zh="不需要", en="Not needed")),
        EnumValue("privacy", label(zh="不想提供信息", en="Privacy")),
        EnumValue("timing", label(zh="时间不合适", en="Not now")),
        EnumValue("elsewhere", label(zh="已有其他服务", en="Has it elsewhere")),
        EnumValue("other", label(zh="其他", en="Other")),
    ],
)


class ServicePlan(Entity):
    """服务方案 Service plan (1.2)."""

    __tablename__ = "service_plan"
    __table_args__ = (
        Index("ix_service_plan_customer_state", "customer_id", "state"),
        Index("ix_service_plan_project_state_score", "project_id", "state", "score"),
        Index("ix_service_plan_state_valid_from", "state", "valid_from"),
        Index("ix_service_plan_state_valid_to", "state", "valid_to"),
        Index("ix_service_plan_template_state", "template_id", "state"),
        Index("ix_service_plan_plan_no", "plan_no"),
        Index("ix_service_plan_personal", "personal"),
        Index("ix_service_plan_decline_reason", "decline_reason"),
        Index("ix_service_plan_valid_to", "valid_to"),
        Index("ix_service_plan_state_project_deleted_at", "state", "project_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="ServicePlan",
        module="crm",
        label=label(zh="服务方案", en="Service plan"),
        title="{plan_no} {template_name}",
        process="1.2",
        children=[
            Children(
                "services",
                of="PlanService",
                by="plan",
                label=label(zh="服务内容", en="What it brings"),
            ),
        ],
    )

    plan_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field("number", zh="方案编号", en="No.", numbering=numbering("FW{yyyy}-{seq:6}")),
    )
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_service_plan_project"),
        info=field(
            "ref",
            zh="项目",
            en="Project",
            required=True,
            default=expression("customer.project", ["path", ["customer"], "project"]),
            to="Project",
        ),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    customer_id: Mapped[int] = mapped_column(
        ForeignKey("customer.id", name="fk_service_plan_customer"),
        info=field("ref", zh="客户", en="Customer", required=True, search=True, to="Customer"),
    )
    customer: Mapped[Customer] = relationship("Customer", foreign_keys=[customer_id])
    unit_id: Mapped[int] = mapped_column(
        ForeignKey("unit.id", name="fk_service_plan_unit"),
        index=True,
        info=field("ref", zh="房屋", en="Unit", required=True, search=True, to="Unit"),
    )
    unit: Mapped[Unit] = relationship("Unit", foreign_keys=[unit_id])
    template_id: Mapped[int] = mapped_column(
        ForeignKey("service_plan_template.id", name="fk_service_plan_template"),
        info=field("ref", zh="模板", en="Template", required=True, to="ServicePlanTemplate"),
    )
    template: Mapped[ServicePlanTemplate] = relationship(
        "ServicePlanTemplate", foreign_keys=[template_id]
    )
    template_name: Mapped[str | None] = mapped_column(
        String(48), info=field("string", zh="方案", en="Plan", max=48, lookup=["template", "name"])
    )
    personal: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field("bool", zh="个性化推荐", en="Recommended by the profile", readonly=True),
    )
    score: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("percent", zh="匹配度", en="Score", readonly=True, total=False, scale=2),
    )
    explanation: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True),
        info=field("json", zh="推荐理由", en="Why", readonly=True, pii="personal"),
    )
    uses_sensitive: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="用到敏感信息", en="Uses sensitive data", readonly=True)
    )
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_service_plan_owner"),
        index=True,
        info=field(
            "ref",
            zh="负责人",
            en="Owner",
            default=expression("user.employee", ["user", ["employee"]]),
            to="Employee",
            on_delete="null",
        ),
    )
    owner: Mapped[Employee | None] = relationship("Employee", foreign_keys=[owner_id])
    valid_from: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="生效日", en="From")
    )
    valid_to: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="到期日", en="To", readonly=True)
    )
    reply_by: Mapped[datetime.date | None] = mapped_column(
        Date(), index=True, info=field("date", zh="答复期限", en="Reply by", readonly=True)
    )
    proposed_on: Mapped[datetime.date | None] = mapped_column(
        Date(), index=True, info=field("date", zh="提出日", en="Proposed", readonly=True)
    )
    answered_on: Mapped[datetime.date | None] = mapped_column(
        Date(), index=True, info=field("date", zh="答复日", en="Answered", readonly=True)
    )
    ended_on: Mapped[datetime.date | None] = mapped_column(
        Date(), index=True, info=field("date", zh="终止日", en="Ended", readonly=True)
    )
    decline_reason: Mapped[ServicePlanDeclineReason | None] = mapped_column(
        String(40),
        info=field(
            "enum", zh="谢绝原因", en="Reason for declining", enum=service_plan_decline_reason
        ),
    )
    state: Mapped[ServicePlanState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    services: Mapped[list[PlanService]] = relationship(
        "PlanService",
        primaryjoin="and_(ServicePlan.id == PlanService.plan_id, PlanService.deleted_at.is_(None))",
        foreign_keys="PlanService.plan_id",
        order_by="PlanService.id",
        viewonly=True,
    )


service_plan_hooks = EntityHooks[ServicePlan, ServicePlanTransition](
    ServicePlan,
    transitions=("propose", "accept", "decline", "activate", "expire", "terminate", "withdraw"),
)
