"""报修单 Repair order: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 20afc265e46aa48496de27f93edbc31e5309c9557a2691e6788dbee9ecf3f65b

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Children, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, aggregate, field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, UtcDateTime

from .. import enums
from ..enums import FaultCause, FaultSeverity

if TYPE_CHECKING:
    from ..employee.model import Employee
    from ..equipment.model import Equipment
    from ..equipment_category.model import EquipmentCategory
    from ..inspection_task.model import InspectionTask
    from ..project.model import Project
    from ..repair_part.model import RepairPart
    from ..work_order.model import WorkOrder

RepairOrderState = Literal[
    "reported",
    "dispatched",
    "accepted",
    "repairing",
    "waiting_part",
    "repaired",
    "closed",
    "cancelled",
]
RepairOrderTransition = Literal[
    "dispatch",
    "cancel",
    "redispatch",
    "accept",
    "start",
    "wait_part",
    "part_arrived",
    "finish",
    "fail_acceptance",
    "pass_acceptance",
]
RepairOrderSource = Literal["staff", "inspection", "ticket", "iot"]
repair_order_source = EnumType(
    "RepairOrderSource",
    [
        EnumValue("staff", label(zh="员工", en="Staff")),
        EnumValue("inspection", label(zh="巡检", en="Inspection")),
        EnumValue("ticket", label(zh="工单", en="Work order")),
        EnumValue("iot", label(zh="设备告警", en="Device alarm")),
    ],
)
RepairOrderRestoreState = Literal["ok", "warn", "breached", "met", "missed"]
repair_order_restore_state = EnumType(
    "RepairOrderRestoreState",
    [
        EnumValue("ok", label(zh="正常", en="On time"), color="green"),
        EnumValue("warn", label(zh="预警", en="Warning"), color="yellow"),
        EnumValue("breached", label(zh="超时", en="Overdue"), color="red"),
        EnumValue("met", label(zh="达成", en="Met"), color="green"),
        EnumValue("missed", label(zh="未达成", en="Missed"), color="red"),
    ],
)
RepairOrderEquipmentAfter = Literal["running", "standby", "stopped"]
repair_order_equipment_after = EnumType(
    "RepairOrderEquipmentAfter",
    [
        EnumValue("running", label(zh="恢复运行", en="Running")),
        EnumValue("standby", label(zh="备用", en="Standby")),
        EnumValue("stopped", label(zh="停用", en="Out of service")),
    ],
)


class RepairOrder(Entity):
    """报修单 Repair order (2.3)."""

    __tablename__ = "repair_order"
    __table_args__ = (
        Index("ix_repair_order_project_state_created_at", "project_id", "state", "created_at"),
        Index("ix_repair_order_equipment_fault_at", "equipment_id", "fault_at"),
        Index("ix_repair_order_assignee_state", "assignee_id", "state"),
        Index("ix_repair_order_state_restore_due", "state", "restore_due"),
        Index("ix_repair_order_repair_no", "repair_no"),
        Index("ix_repair_order_fault_at", "fault_at"),
        Index("ix_repair_order_state_fault_at", "state", "fault_at"),
        Index("ix_repair_order_severity_fault_at", "severity", "fault_at"),
        Index("ix_repair_order_restore_state_fault_at", "restore_state", "fault_at"),
        Index("ix_repair_order_project_fault_at", "project_id", "fault_at"),
        Index("ix_repair_order_category_fault_at", "category_id", "fault_at"),
        Index("ix_repair_order_cause_fault_at", "cause", "fault_at"),
        Index("ix_repair_order_source_fault_at", "source", "fault_at"),
        Index("ix_repair_order_assignee_fault_at", "assignee_id", "fault_at"),
        Index("ix_repair_order_failure_fault_at", "failure", "fault_at"),
        Index("ix_repair_order_created_by_fault_at", "created_by_id", "fault_at"),
        Index(
            "ix_repair_order_state_project_created_by_deleted_at",
            "state",
            "project_id",
            "created_by_id",
            "deleted_at",
        ),
    )
    meta = EntityMeta(
        name="RepairOrder",
        module="eqp",
        label=label(zh="报修单", en="Repair order"),
        title="{repair_no} {equipment_name}",
        process="2.3",
        children=[
            Children(
                "parts", of="RepairPart", by="repair_order", label=label(zh="备件", en="Parts")
            ),
        ],
        checks=[
            Check(
                "restored_after_fault",
                expression(
                    "finished_at >= fault_at",
                    [
                        "or",
                        ["is_null", ["field", "finished_at"]],
                        ["ge", ["field", "finished_at"], ["field", "fault_at"]],
                    ],
                ),
                message(zh="修复时间早于故障时间", en="It was restored before it failed"),
            ),
        ],
        parent="Equipment",
    )

    repair_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field(
            "number", zh="报修单号", en="No.", numbering=numbering("BX{yyyy}{mm}{dd}-{seq:4}")
        ),
    )
    equipment_id: Mapped[int] = mapped_column(
        ForeignKey("equipment.id", name="fk_repair_order_equipment"),
        info=field("ref", zh="设备", en="Equipment", required=True, search=True, to="Equipment"),
    )
    equipment: Mapped[Equipment] = relationship("Equipment", foreign_keys=[equipment_id])
    equipment_name: Mapped[str | None] = mapped_column(
        String(64),
        info=field("string", zh="设备名称", en="Device", max=64, lookup=["equipment", "name"]),
    )
    location: Mapped[str | None] = mapped_column(
        String(100),
        info=field("string", zh="位置", en="Location", max=100, lookup=["equipment", "location"]),
    )
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("equipment_category.id", name="fk_repair_order_category"),
        info=field(
            "ref",
            zh="设备分类",
            en="Equipment category",
            to="EquipmentCategory",
            lookup=["equipment", "category"],
        ),
    )
    category: Mapped[EquipmentCategory | None] = relationship(
        "EquipmentCategory", foreign_keys=[category_id]
    )
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_repair_order_project"),
        info=field(
            "ref",
            zh="项目",
            en="Project",
            help=label(zh="可留空，随设备", en="May be left empty: it follows from the device"),
            required=True,
            default=expression("equipment.project", ["path", ["equipment"], "project"]),
            to="Project",
        ),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    source: Mapped[RepairOrderSource] = mapped_column(
        String(40),
        info=field(
            "enum", zh="来源", en="Source", required=True, default="staff", enum=repair_order_source
        ),
    )
    work_order_id: Mapped[int | None] = mapped_column(
        ForeignKey("work_order.id", name="fk_repair_order_work_order"),
        index=True,
        info=field(
            "ref", zh="服务工单", en="Work order", to="WorkOrder", on_delete="null", trace="cause"
        ),
    )
    work_order: Mapped[WorkOrder | None] = relationship("WorkOrder", foreign_keys=[work_order_id])
    inspection_id: Mapped[int | None] = mapped_column(
        ForeignKey("inspection_task.id", name="fk_repair_order_inspection"),
        index=True,
        info=field(
            "ref",
            zh="巡检任务",
            en="Inspection",
            readonly=True,
            to="InspectionTask",
            on_delete="null",
            trace="cause",
        ),
    )
    inspection: Mapped[InspectionTask | None] = relationship(
        "InspectionTask", foreign_keys=[inspection_id]
    )
    reporter_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_repair_order_reporter"),
        index=True,
        info=field(
            "ref",
            zh="报修人",
            en="Reported by",
            readonly=True,
            default=expression("user.employee", ["user", ["employee"]]),
            to="Employee",
            on_delete="null",
        ),
    )
    reporter: Mapped[Employee | None] = relationship("Employee", foreign_keys=[reporter_id])
    reporter_name: Mapped[str | None] = mapped_column(
        String(32),
        info=field(
            "string",
            zh="报修人姓名",
            en="Reporter's name",
            pii="personal",
            max=32,
            lookup=["reporter", "name"],
        ),
    )
    severity: Mapped[FaultSeverity] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="严重程度",
            en="Severity",
            help=label(
                zh="s1、s2：设备转为故障，从故障时间起算停机；s3、s4：带病运行",
                en="s1, s2: the device is down from the moment it failed; s3, s4: it runs on",
            ),
            required=True,
            default="s3",
            enum=enums.fault_severity,
        ),
    )
    fault_at: Mapped[datetime.datetime] = mapped_column(
        UtcDateTime(),
        info=field(
            "datetime",
            zh="故障时间",
            en="Failed at",
            required=True,
            default=expression("now()", ["call", "now"]),
        ),
    )
    fault_code: Mapped[str | None] = mapped_column(
        String(24),
        index=True,
        info=field(
            "string",
            zh="故障代码",
            en="Fault code",
            help=label(
                zh="同一设备同一代码未修好前只有一张报修单",
                en="One device has one open order for one code",
            ),
            max=24,
        ),
    )
    description: Mapped[str] = mapped_column(
        Text(),
        info=field("text", zh="故障描述", en="What is wrong", required=True, search=True, max=2000),
    )
    photos: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), info=field("images", zh="照片", en="Photos", max=6)
    )
    assignee_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_repair_order_assignee"),
        info=field(
            "ref",
            zh="维修人",
            en="Technician",
            help=label(zh="留空 = 系统选最合适的人", en="Empty: the best one is chosen"),
            to="Employee",
            on_delete="null",
        ),
    )
    assignee: Mapped[Employee | None] = relationship("Employee", foreign_keys=[assignee_id])
    assignee_name: Mapped[str | None] = mapped_column(
        String(32),
        info=field(
            "string", zh="维修人姓名", en="Technician's name", max=32, lookup=["assignee", "name"]
        ),
    )
    deputy_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_repair_order_deputy"),
        index=True,
        info=field("ref", zh="后备人", en="Deputy", readonly=True, to="Employee", on_delete="null"),
    )
    deputy: Mapped[Employee | None] = relationship("Employee", foreign_keys=[deputy_id])
    project_manager_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_repair_order_project_manager"),
        index=True,
        info=field(
            "ref", zh="项目经理", en="Project manager", to="Employee", lookup=["project", "manager"]
        ),
    )
    project_manager: Mapped[Employee | None] = relationship(
        "Employee", foreign_keys=[project_manager_id]
    )
    redispatched: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "int", zh="改派次数", en="Times passed on", readonly=True, default=0, total=False
        ),
    )
    silent_level: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "int", zh="无人响应升级", en="Silent escalations", readonly=True, default=0, total=False
        ),
    )
    notified_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="通知时间", en="Told", readonly=True)
    )
    respond_due: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(),
        index=True,
        info=field("datetime", zh="响应截止", en="Respond due", readonly=True),
    )
    chase_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(),
        index=True,
        info=field(
            "datetime",
            zh="下次升级",
            en="Next escalation",
            help=label(
                zh="到时仍无人接单：改派，再到工程经理、项目经理",
                en="Nobody accepted by then: passed on, then the engineering manager, then the project manager",
            ),
            readonly=True,
        ),
    )
    restore_due: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(),
        index=True,
        info=field("datetime", zh="修复截止", en="Restore due", readonly=True),
    )
    restore_state: Mapped[RepairOrderRestoreState | None] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="时限状态",
            en="Time limit",
            readonly=True,
            default="ok",
            enum=repair_order_restore_state,
        ),
    )
    accepted_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="接单时间", en="Accepted", readonly=True)
    )
    started_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="开修时间", en="Started", readonly=True)
    )
    finished_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(),
        index=True,
        info=field(
            "datetime",
            zh="修复时间",
            en="Restored",
            help=label(zh="可留空，取当前时间", en="Empty: now"),
        ),
    )
    closed_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="验收时间", en="Accepted at", readonly=True)
    )
    stops_device: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="维修时须停机",
            en="Must be stopped for it",
            visible=expression(
                "severity in ['s3', 's4']",
                [
                    "in",
                    ["field", "severity"],
                    ["list", ["lit", "string", "s3"], ["lit", "string", "s4"]],
                ],
            ),
        ),
    )
    waiting_for: Mapped[str | None] = mapped_column(
        String(100), info=field("string", zh="等待的备件", en="Part waited for", max=100)
    )
    part_due_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="预计到货", en="Expected on")
    )
    cause: Mapped[FaultCause | None] = mapped_column(
        String(40), info=field("enum", zh="故障原因", en="Cause", enum=enums.fault_cause)
    )
    cause_note: Mapped[str | None] = mapped_column(
        String(200), info=field("string", zh="原因说明", en="About the cause", max=200)
    )
    action: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="维修措施", en="What was done", max=2000)
    )
    after_photos: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), info=field("images", zh="修后照片", en="Photos after", max=6)
    )
    labor_min: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "duration",
            zh="工时",
            en="Labour",
            help=label(
                zh="人工费 = 工时 × 公司维修工时费率",
                en="Labour cost = labour × the company's rate for repairs",
            ),
            max=100000,
            min=0,
        ),
    )
    labor_cost: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="人工费", en="Labour cost", readonly=True, min=0)
    )
    part_cost: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money", zh="备件费", en="Cost of parts", aggregate=aggregate("sum", "parts", "amount")
        ),
    )
    vendor_cost: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="外委费", en="Contractor's cost", min=0)
    )
    total_cost: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="总费用",
            en="Cost in all",
            formula=expression(
                "coalesce(labor_cost, 0) + coalesce(part_cost, 0) + coalesce(vendor_cost, 0)",
                [
                    "add",
                    [
                        "add",
                        ["call", "coalesce", ["field", "labor_cost"], ["lit", "int", 0]],
                        ["call", "coalesce", ["field", "part_cost"], ["lit", "int", 0]],
                    ],
                    ["call", "coalesce", ["field", "vendor_cost"], ["lit", "int", 0]],
                ],
            ),
        ),
    )
    equipment_after: Mapped[RepairOrderEquipmentAfter | None] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="修后设备状态",
            en="Device afterwards",
            default="running",
            enum=repair_order_equipment_after,
        ),
    )
    failure: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="计入故障",
            en="Counts as a failure",
            help=label(zh="误报、人为停机不计", en="Not a false alarm, not a planned stop"),
            default=True,
        ),
    )
    down_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("duration", zh="停机时长", en="Downtime", readonly=True)
    )
    rework_count: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "int", zh="返修次数", en="Times reworked", readonly=True, default=0, total=False
        ),
    )
    state: Mapped[RepairOrderState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    parts: Mapped[list[RepairPart]] = relationship(
        "RepairPart",
        primaryjoin="and_(RepairOrder.id == RepairPart.repair_order_id, RepairPart.deleted_at.is_(None))",
        foreign_keys="RepairPart.repair_order_id",
        order_by="RepairPart.id",
        viewonly=True,
    )


repair_order_hooks = EntityHooks[RepairOrder, RepairOrderTransition](
    RepairOrder,
    transitions=(
        "dispatch",
        "cancel",
        "redispatch",
        "accept",
        "start",
        "wait_part",
        "part_arrived",
        "finish",
        "fail_acceptance",
        "pass_acceptance",
    ),
)
