"""巡检任务 Inspection: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0396f375678aab3c653793469753f673fef8f4b61900024b01dda8f1cbf1d8b1

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal, UtcDateTime

from .. import enums
from ..enums import PlanKind

if TYPE_CHECKING:
    from ..employee.model import Employee
    from ..equipment.model import Equipment
    from ..equipment_category.model import EquipmentCategory
    from ..inspection_item.model import InspectionItem
    from ..maintenance_plan.model import MaintenancePlan
    from ..project.model import Project
    from ..repair_order.model import RepairOrder

InspectionTaskState = Literal["planned", "issued", "doing", "done", "verified", "skipped"]
InspectionTaskTransition = Literal[
    "issue", "transfer", "start", "finish", "verify", "rework", "skip"
]
InspectionTaskResult = Literal["normal", "abnormal", "skipped"]
inspection_task_result = EnumType(
    "InspectionTaskResult",
    [
        EnumValue("normal", label(zh="正常", en="Normal"), color="green"),
        EnumValue("abnormal", label(zh="异常", en="Abnormal"), color="red"),
        EnumValue("skipped", label(zh="未检", en="Skipped"), color="gray"),
    ],
)


class InspectionTask(Entity):
    """巡检任务 Inspection (2.2)."""

    __tablename__ = "inspection_task"
    __table_args__ = (
        Index(
            "uq_inspection_task_plan_equipment_nominal_key",
            "plan_id",
            "equipment_id",
            "nominal_key",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_inspection_task_assignee_state", "assignee_id", "state"),
        Index("ix_inspection_task_project_state_due_on", "project_id", "state", "due_on"),
        Index("ix_inspection_task_equipment_state", "equipment_id", "state"),
        Index("ix_inspection_task_state_late_after", "state", "late_after"),
        Index("ix_inspection_task_task_no", "task_no"),
        Index("ix_inspection_task_state_due_on", "state", "due_on"),
        Index("ix_inspection_task_project_due_on", "project_id", "due_on"),
        Index("ix_inspection_task_kind_due_on", "kind", "due_on"),
        Index("ix_inspection_task_overdue_due_on", "overdue", "due_on"),
        Index("ix_inspection_task_result_due_on", "result", "due_on"),
        Index("ix_inspection_task_assignee_due_on", "assignee_id", "due_on"),
        Index("ix_inspection_task_category_due_on", "category_id", "due_on"),
        Index("ix_inspection_task_equipment_due_on", "equipment_id", "due_on"),
        Index("ix_inspection_task_plan_due_on", "plan_id", "due_on"),
        Index("ix_inspection_task_sampled_due_on", "sampled", "due_on"),
        Index("ix_inspection_task_state_project_deleted_at", "state", "project_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="InspectionTask",
        module="eqp",
        label=label(zh="巡检任务", en="Inspection"),
        title="{task_no} {equipment_name}",
        process="2.2",
        children=[
            Children(
                "items", of="InspectionItem", by="task", label=label(zh="检查项", en="Checklist")
            ),
        ],
        parent="Equipment",
    )

    task_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field("number", zh="任务号", en="No.", numbering=numbering("XJ{yyyy}{mm}-{seq:6}")),
    )
    plan_id: Mapped[int] = mapped_column(
        ForeignKey("maintenance_plan.id", name="fk_inspection_task_plan"),
        info=field(
            "ref",
            zh="计划",
            en="Plan",
            required=True,
            readonly=True,
            to="MaintenancePlan",
            trace="cause",
        ),
    )
    plan: Mapped[MaintenancePlan] = relationship("MaintenancePlan", foreign_keys=[plan_id])
    equipment_id: Mapped[int] = mapped_column(
        ForeignKey("equipment.id", name="fk_inspection_task_equipment"),
        info=field(
            "ref",
            zh="设备",
            en="Equipment",
            required=True,
            readonly=True,
            search=True,
            to="Equipment",
        ),
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
        ForeignKey("equipment_category.id", name="fk_inspection_task_category"),
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
        ForeignKey("project.id", name="fk_inspection_task_project"),
        info=field("ref", zh="项目", en="Project", required=True, readonly=True, to="Project"),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    kind: Mapped[PlanKind | None] = mapped_column(
        String(40), info=field("enum", zh="类型", en="Kind", readonly=True, enum=enums.plan_kind)
    )
    nominal_key: Mapped[str] = mapped_column(
        String(16),
        info=field(
            "string",
            zh="名义期次",
            en="Nominal occurrence",
            help=label(
                zh="名义日期，或 h+运行小时；每个计划、设备、期次只有一个任务",
                en="Its nominal date, or h and run hours: one task for each plan, device and occurrence",
            ),
            required=True,
            readonly=True,
            max=16,
        ),
    )
    nominal_on: Mapped[datetime.date] = mapped_column(
        Date(), info=field("date", zh="名义日期", en="Nominal date", required=True, readonly=True)
    )
    due_on: Mapped[datetime.date] = mapped_column(
        Date(),
        index=True,
        info=field("date", zh="应完成日", en="Due", required=True, readonly=True, expires=0),
    )
    late_after: Mapped[datetime.date] = mapped_column(
        Date(),
        index=True,
        info=field(
            "date",
            zh="逾期日",
            en="Late after",
            help=label(zh="应完成日 + 宽限", en="Due + days of grace"),
            required=True,
            readonly=True,
        ),
    )
    sort_no: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "int", zh="路线顺序", en="Order on the route", readonly=True, default=1, total=False
        ),
    )
    assignee_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_inspection_task_assignee"),
        info=field("ref", zh="执行人", en="Assignee", to="Employee", on_delete="null"),
    )
    assignee: Mapped[Employee | None] = relationship("Employee", foreign_keys=[assignee_id])
    assignee_name: Mapped[str | None] = mapped_column(
        String(32),
        info=field(
            "string", zh="执行人姓名", en="Assignee's name", max=32, lookup=["assignee", "name"]
        ),
    )
    standard_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("duration", zh="标准工时", en="Standard time", readonly=True)
    )
    issued_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="下发", en="Issued", readonly=True)
    )
    started_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="开始", en="Started", readonly=True)
    )
    finished_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), index=True, info=field("datetime", zh="完成", en="Finished", readonly=True)
    )
    scan_code: Mapped[str | None] = mapped_column(
        String(200),
        info=field(
            "barcode",
            zh="设备二维码",
            en="Code of the device",
            help=label(
                zh="扫描设备上的二维码；没有标签时输入设备编号并拍照",
                en="Scan the label of the device; without one type its number and take a picture",
            ),
            max=200,
        ),
    )
    scan_verified: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="扫码到位", en="Scanned on site", readonly=True)
    )
    run_hours: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(1),
        info=field("decimal", zh="运行小时读数", en="Run hours", total=False, min=0, scale=1),
    )
    result: Mapped[InspectionTaskResult | None] = mapped_column(
        String(40),
        info=field("enum", zh="结果", en="Result", readonly=True, enum=inspection_task_result),
    )
    labor_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("duration", zh="用时", en="Time taken", min=0)
    )
    photos: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), info=field("images", zh="照片", en="Photos", max=6)
    )
    signature: Mapped[int | None] = mapped_column(
        ForeignKey("sys_attachment.id", name="fk_inspection_task_signature"),
        info=field("signature", zh="签名", en="Signature"),
    )
    remark: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="说明", en="Remark", max=1000)
    )
    repair_order_id: Mapped[int | None] = mapped_column(
        ForeignKey("repair_order.id", name="fk_inspection_task_repair_order", use_alter=True),
        index=True,
        info=field(
            "ref",
            zh="转报修",
            en="Repair order",
            readonly=True,
            to="RepairOrder",
            on_delete="null",
            trace="result",
        ),
    )
    repair_order: Mapped[RepairOrder | None] = relationship(
        "RepairOrder", foreign_keys=[repair_order_id]
    )
    overdue: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="逾期", en="Overdue", readonly=True, color="red")
    )
    told_level: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("int", zh="已升级", en="Escalated to", readonly=True, default=0, total=False),
    )
    sampled: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="抽查",
            en="To be verified",
            help=label(
                zh="约 10% 由工程经理复核",
                en="About a tenth is verified by the engineering manager",
            ),
            readonly=True,
        ),
    )
    state: Mapped[InspectionTaskState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    items: Mapped[list[InspectionItem]] = relationship(
        "InspectionItem",
        primaryjoin="and_(InspectionTask.id == InspectionItem.task_id, InspectionItem.deleted_at.is_(None))",
        foreign_keys="InspectionItem.task_id",
        order_by="InspectionItem.id",
        viewonly=True,
    )


inspection_task_hooks = EntityHooks[InspectionTask, InspectionTaskTransition](
    InspectionTask, transitions=("issue", "transfer", "start", "finish", "verify", "rework", "skip")
)
