"""服务工单 Work order: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6f04d2d5b7845a5ebb7ac9fe450940b57bc8bd16ec68d44c0189d1619d684e51

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, ScaledDecimal, UtcDateTime

from .. import enums
from ..enums import Priority

if TYPE_CHECKING:
    from ..customer.model import Customer
    from ..department.model import Department
    from ..employee.model import Employee
    from ..equipment.model import Equipment
    from ..project.model import Project
    from ..service_plan.model import ServicePlan
    from ..sla_policy.model import SlaPolicy
    from ..ticket_category.model import TicketCategory
    from ..unit.model import Unit
    from ..work_order_event.model import WorkOrderEvent

WorkOrderState = Literal[
    "new",
    "accepted",
    "assigned",
    "in_progress",
    "on_hold",
    "quoted",
    "resolved",
    "closed",
    "cancelled",
    "rejected",
]
WorkOrderTransition = Literal[
    "accept",
    "reject",
    "cancel",
    "assign",
    "reassign",
    "reassign_over_limit",
    "decline",
    "start",
    "quote",
    "repair",
    "approve_quote",
    "refuse_quote",
    "hold",
    "hold_longer",
    "resume",
    "resolve",
    "confirm",
    "reopen",
]
WorkOrderSource = Literal[
    "app",
    "web",
    "wechat",
    "chat",
    "hotline",
    "desk",
    "inspection",
    "feedback",
    "iot",
    "email",
    "api",
    "survey",
    "plan",
]
work_order_source = EnumType(
    "WorkOrderSource",
    [
        EnumValue("app", label(zh="APP", en="App")),
        EnumValue("web", label(zh="网站", en="Website")),
        EnumValue("wechat", label(zh="微信", en="WeChat")),
        EnumValue("chat", label(zh="在线客服", en="Chat")),
        EnumValue("hotline", label(zh="热线", en="Hotline")),
        EnumValue("desk", label(zh="前台", en="Front desk")),
        EnumValue("inspection", label(zh="巡检转单", en="Inspection")),
        EnumValue("feedback", label(zh="建议转单", en="Feedback")),
        EnumValue("iot", label(zh="设备告警", en="Device alarm")),
        EnumValue("email", label(zh="邮件", en="E-mail")),
        EnumValue("api", label(zh="接口", en="API")),
        EnumValue("survey", label(zh="低分回访", en="Low-score follow-up")),
        EnumValue("plan", label(zh="服务方案", en="Service plan")),
    ],
)
WorkOrderSlaState = Literal["ok", "warn", "breached", "met", "missed"]
work_order_sla_state = EnumType(
    "WorkOrderSlaState",
    [
        EnumValue("ok", label(zh="正常", en="On time"), color="green"),
        EnumValue("warn", label(zh="预警", en="Warning"), color="yellow"),
        EnumValue("breached", label(zh="超时", en="Overdue"), color="red"),
        EnumValue("met", label(zh="达成", en="Met"), color="green"),
        EnumValue("missed", label(zh="未达成", en="Missed"), color="red"),
    ],
)
WorkOrderHoldReason = Literal["customer_absent", "waiting_part", "external"]
work_order_hold_reason = EnumType(
    "WorkOrderHoldReason",
    [
        EnumValue("customer_absent", label(zh="客户不在", en="Customer absent")),
        EnumValue("waiting_part", label(zh="等配件", en="Waiting for a part")),
        EnumValue("external", label(zh="外部原因", en="External")),
    ],
)


class WorkOrder(Entity):
    """服务工单 Work order (1.4)."""

    __tablename__ = "work_order"
    __table_args__ = (
        Index(
            "uq_work_order_source_external_id",
            "source",
            "external_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_work_order_service_plan", "service_plan_id"),
        Index("ix_work_order_project_state_created_at", "project_id", "state", "created_at"),
        Index("ix_work_order_assignee_state", "assignee_id", "state"),
        Index("ix_work_order_customer_created_at", "customer_id", "created_at"),
        Index("ix_work_order_unit_created_at", "unit_id", "created_at"),
        Index("ix_work_order_state_resolve_due", "state", "resolve_due"),
        Index("ix_work_order_order_no", "order_no"),
        Index("ix_work_order_created_at", "created_at"),
        Index("ix_work_order_state_created_at", "state", "created_at"),
        Index("ix_work_order_priority_created_at", "priority", "created_at"),
        Index("ix_work_order_sla_state_created_at", "sla_state", "created_at"),
        Index("ix_work_order_project_created_at", "project_id", "created_at"),
        Index("ix_work_order_category_created_at", "category_id", "created_at"),
        Index("ix_work_order_source_created_at", "source", "created_at"),
        Index("ix_work_order_assignee_created_at", "assignee_id", "created_at"),
        Index("ix_work_order_chargeable_created_at", "chargeable", "created_at"),
        Index("ix_work_order_created_by_created_at", "created_by_id", "created_at"),
        Index(
            "ix_work_order_state_project_created_by_deleted_at",
            "state",
            "project_id",
            "created_by_id",
            "deleted_at",
        ),
    )
    meta = EntityMeta(
        name="WorkOrder",
        module="crm",
        label=label(zh="服务工单", en="Work order"),
        title="{order_no} {summary}",
        process="1.4",
        children=[
            Children(
                "events",
                of="WorkOrderEvent",
                by="work_order",
                label=label(zh="进度", en="Progress"),
            ),
        ],
    )

    order_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field(
            "number", zh="工单号", en="No.", numbering=numbering("GD{yyyy}{mm}{dd}-{seq:4}")
        ),
    )
    source: Mapped[WorkOrderSource] = mapped_column(
        String(40),
        info=field(
            "enum", zh="来源", en="Channel", required=True, default="web", enum=work_order_source
        ),
    )
    external_id: Mapped[str | None] = mapped_column(
        String(64),
        info=field(
            "string",
            zh="外部编号",
            en="External id",
            help=label(
                zh="同一来源的同一编号只建一张工单", en="One work order per channel and external id"
            ),
            max=64,
        ),
    )
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", name="fk_work_order_customer"),
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
    unit_id: Mapped[int | None] = mapped_column(
        ForeignKey("unit.id", name="fk_work_order_unit"),
        info=field("ref", zh="房屋", en="Unit", search=True, to="Unit"),
    )
    unit: Mapped[Unit | None] = relationship("Unit", foreign_keys=[unit_id])
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_work_order_project"),
        info=field(
            "ref",
            zh="项目",
            en="Project",
            help=label(
                zh="可留空，随房屋或客户",
                en="May be left empty: it follows from the unit or the customer",
            ),
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
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("ticket_category.id", name="fk_work_order_category"),
        info=field(
            "ref",
            zh="分类",
            en="Category",
            help=label(
                zh="可留空，系统按描述自动分类",
                en="May be left empty: it is found from the description",
            ),
            to="TicketCategory",
        ),
    )
    category: Mapped[TicketCategory | None] = relationship(
        "TicketCategory", foreign_keys=[category_id]
    )
    priority: Mapped[Priority | None] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="优先级",
            en="Priority",
            help=label(zh="可留空，系统按规则判定", en="May be left empty: it is set by rule"),
            enum=enums.priority,
        ),
    )
    summary: Mapped[str] = mapped_column(
        String(120),
        info=field("string", zh="摘要", en="Summary", required=True, search=True, max=120),
    )
    description: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="描述", en="Description", search=True, max=4000)
    )
    photos: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), info=field("images", zh="照片", en="Photos", max=6)
    )
    contact_name: Mapped[str | None] = mapped_column(
        String(64), info=field("string", zh="联系人", en="Contact", pii="personal", max=64)
    )
    contact_phone: Mapped[str | None] = mapped_column(
        String(20), info=field("phone", zh="联系电话", en="Contact phone", pii="personal", max=20)
    )
    site_phone: Mapped[str | None] = mapped_column(
        String(20),
        info=field(
            "string",
            zh="上门联系电话",
            en="Phone on site",
            help=label(
                zh="工单未结束时显示全号，结束后自动掩码",
                en="In full while the order is open, masked afterwards",
            ),
            readonly=True,
            pii="personal",
            max=20,
        ),
    )
    appointment_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="预约时间", en="Appointment")
    )
    confidence: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(4),
        info=field("decimal", zh="分类置信度", en="Confidence", readonly=True, scale=4),
    )
    equipment_id: Mapped[int | None] = mapped_column(
        ForeignKey("equipment.id", name="fk_work_order_equipment"),
        index=True,
        info=field(
            "ref",
            zh="设备",
            en="Equipment",
            help=label(
                zh="选定设备后可直接转报修", en="With a device it can be handed on as a repair"
            ),
            to="Equipment",
            on_delete="null",
        ),
    )
    equipment: Mapped[Equipment | None] = relationship("Equipment", foreign_keys=[equipment_id])
    chargeable: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field("bool", zh="可收费", en="Chargeable", lookup=["category", "chargeable"]),
    )
    department_id: Mapped[int | None] = mapped_column(
        ForeignKey("department.id", name="fk_work_order_department"),
        index=True,
        info=field("ref", zh="责任部门", en="Department", to="Department"),
    )
    department: Mapped[Department | None] = relationship("Department", foreign_keys=[department_id])
    assignee_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_work_order_assignee"),
        info=field(
            "ref",
            zh="处理人",
            en="Assignee",
            help=label(
                zh="转单时留空 = 系统选下一位最合适的人",
                en="When reassigning, empty means the next best",
            ),
            to="Employee",
        ),
    )
    assignee: Mapped[Employee | None] = relationship("Employee", foreign_keys=[assignee_id])
    assignee_name: Mapped[str | None] = mapped_column(
        String(32),
        info=field("string", zh="处理人姓名", en="Handled by", max=32, lookup=["assignee", "name"]),
    )
    assigned_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(),
        index=True,
        info=field("datetime", zh="派单时间", en="Assigned at", readonly=True),
    )
    assign_score: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True),
        info=field("json", zh="派单评分", en="Assignment score", readonly=True),
    )
    reassign_count: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="转单次数", en="Times reassigned", readonly=True, default=0)
    )
    dept_head_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_work_order_dept_head"),
        index=True,
        info=field(
            "ref",
            zh="部门负责人",
            en="Head of department",
            to="Employee",
            lookup=["department", "head"],
        ),
    )
    dept_head: Mapped[Employee | None] = relationship("Employee", foreign_keys=[dept_head_id])
    dept_head_name: Mapped[str | None] = mapped_column(
        String(32),
        info=field(
            "string",
            zh="部门负责人姓名",
            en="Head of department's name",
            pii="personal",
            max=32,
            lookup=["department", "head", "name"],
        ),
    )
    project_manager_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_work_order_project_manager"),
        index=True,
        info=field(
            "ref", zh="项目经理", en="Project manager", to="Employee", lookup=["project", "manager"]
        ),
    )
    project_manager: Mapped[Employee | None] = relationship(
        "Employee", foreign_keys=[project_manager_id]
    )
    manager_name: Mapped[str | None] = mapped_column(
        String(32),
        info=field(
            "string",
            zh="项目经理姓名",
            en="Project manager's name",
            pii="personal",
            max=32,
            lookup=["project", "manager", "name"],
        ),
    )
    policy_id: Mapped[int | None] = mapped_column(
        ForeignKey("sla_policy.id", name="fk_work_order_policy"),
        index=True,
        info=field("ref", zh="时限规则", en="SLA policy", readonly=True, to="SlaPolicy"),
    )
    policy: Mapped[SlaPolicy | None] = relationship("SlaPolicy", foreign_keys=[policy_id])
    respond_due: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(),
        index=True,
        info=field("datetime", zh="响应截止", en="Respond due", readonly=True),
    )
    resolve_due: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(),
        index=True,
        info=field("datetime", zh="解决截止", en="Resolve due", readonly=True),
    )
    responded_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="响应时间", en="Responded", readonly=True)
    )
    arrived_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="到场时间", en="Arrived", readonly=True)
    )
    resolved_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(),
        index=True,
        info=field("datetime", zh="解决时间", en="Resolved", readonly=True),
    )
    closed_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), index=True, info=field("datetime", zh="关闭时间", en="Closed", readonly=True)
    )
    sla_state: Mapped[WorkOrderSlaState | None] = mapped_column(
        String(40),
        info=field(
            "enum", zh="时限状态", en="SLA", readonly=True, default="ok", enum=work_order_sla_state
        ),
    )
    arrival_code: Mapped[str | None] = mapped_column(
        String(64),
        info=field(
            "barcode",
            zh="现场二维码",
            en="Code on site",
            help=label(
                zh="扫描房屋二维码（房号），或上传现场照片",
                en="Scan the unit's code (its number), or add a photo",
            ),
            max=64,
        ),
    )
    arrival_photos: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), info=field("images", zh="到场照片", en="Photos on arrival", max=3)
    )
    hold_reason: Mapped[WorkOrderHoldReason | None] = mapped_column(
        String(40),
        info=field("enum", zh="挂起原因", en="Reason for hold", enum=work_order_hold_reason),
    )
    resume_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="预计恢复", en="Resume at")
    )
    hold_count: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="挂起次数", en="Times on hold", readonly=True, default=0)
    )
    quote: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="报价",
            en="Quote",
            visible=expression("chargeable", ["field", "chargeable"]),
            min="0.01",
        ),
    )
    result: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="处理结果", en="Result", max=2000)
    )
    cause: Mapped[str | None] = mapped_column(
        String(48), info=field("string", zh="原因分类", en="Cause", max=48)
    )
    after_photos: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), info=field("images", zh="完工照片", en="Photos after", max=6)
    )
    rating: Mapped[int | None] = mapped_column(
        Integer(), info=field("rating", zh="评分", en="Rating")
    )
    rating_comment: Mapped[str | None] = mapped_column(
        String(500), info=field("string", zh="评价", en="Comment", max=500)
    )
    reopen_count: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="重开次数", en="Times reopened", readonly=True, default=0)
    )
    internal_note: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="内部备注", en="Internal note")
    )
    duplicate_of_id: Mapped[int | None] = mapped_column(
        ForeignKey("work_order.id", name="fk_work_order_duplicate_of"),
        index=True,
        info=field("ref", zh="重复于", en="Duplicate of", to="WorkOrder", on_delete="null"),
    )
    duplicate_of: Mapped[WorkOrder | None] = relationship(
        "WorkOrder", foreign_keys=[duplicate_of_id], remote_side="WorkOrder.id"
    )
    follow_up_of_id: Mapped[int | None] = mapped_column(
        ForeignKey("work_order.id", name="fk_work_order_follow_up_of"),
        index=True,
        info=field(
            "ref",
            zh="回访原工单",
            en="Follow-up of",
            readonly=True,
            to="WorkOrder",
            on_delete="null",
            trace="cause",
        ),
    )
    follow_up_of: Mapped[WorkOrder | None] = relationship(
        "WorkOrder", foreign_keys=[follow_up_of_id], remote_side="WorkOrder.id"
    )
    service_plan_id: Mapped[int | None] = mapped_column(
        ForeignKey("service_plan.id", name="fk_work_order_service_plan"),
        info=field(
            "ref",
            zh="服务方案",
            en="Service plan",
            readonly=True,
            to="ServicePlan",
            on_delete="null",
            trace="cause",
        ),
    )
    service_plan: Mapped[ServicePlan | None] = relationship(
        "ServicePlan", foreign_keys=[service_plan_id]
    )
    state: Mapped[WorkOrderState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    events: Mapped[list[WorkOrderEvent]] = relationship(
        "WorkOrderEvent",
        primaryjoin="and_(WorkOrder.id == WorkOrderEvent.work_order_id, WorkOrderEvent.deleted_at.is_(None))",
        foreign_keys="WorkOrderEvent.work_order_id",
        order_by="WorkOrderEvent.id",
        viewonly=True,
    )


work_order_hooks = EntityHooks[WorkOrder, WorkOrderTransition](
    WorkOrder,
    transitions=(
        "accept",
        "reject",
        "cancel",
        "assign",
        "reassign",
        "reassign_over_limit",
        "decline",
        "start",
        "quote",
        "repair",
        "approve_quote",
        "refuse_quote",
        "hold",
        "hold_longer",
        "resume",
        "resolve",
        "confirm",
        "reopen",
    ),
)
