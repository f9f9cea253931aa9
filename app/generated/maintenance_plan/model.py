"""维护计划 Maintenance plan: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 6c80b7fd9842c4928d0e856b199f4551179bc0d8513bc14cdab9769111742557

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Children, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, aggregate, field, label, numbering
from app.runtime.hooks import EntityHooks

from .. import enums
from ..enums import PlanKind, PlanUnit, Weekday

if TYPE_CHECKING:
    from ..employee.model import Employee
    from ..equipment.model import Equipment
    from ..equipment_category.model import EquipmentCategory
    from ..plan_stop.model import PlanStop
    from ..project.model import Project

MaintenancePlanState = Literal["draft", "active", "paused", "archived"]
MaintenancePlanTransition = Literal["activate", "generate", "pause", "archive"]
MaintenancePlanCovers = Literal["equipment", "category", "route"]
maintenance_plan_covers = EnumType(
    "MaintenancePlanCovers",
    [
        EnumValue("equipment", label(zh="单台设备", en="One device")),
        EnumValue("category", label(zh="一类设备", en="A category")),
        EnumValue("route", label(zh="巡检路线", en="A route")),
    ],
)
MaintenancePlanBasis = Literal["fixed", "floating"]
maintenance_plan_basis = EnumType(
    "MaintenancePlanBasis",
    [
        EnumValue("fixed", label(zh="固定日期", en="Fixed dates")),
        EnumValue("floating", label(zh="完成后滚动", en="After completion")),
    ],
)
MaintenancePlanNonworkday = Literal["none", "next", "prev", "skip"]
maintenance_plan_nonworkday = EnumType(
    "MaintenancePlanNonworkday",
    [
        EnumValue("none", label(zh="照常", en="As it is")),
        EnumValue("next", label(zh="顺延", en="Next working day")),
        EnumValue("prev", label(zh="提前", en="Working day before")),
        EnumValue("skip", label(zh="跳过", en="Leave out")),
    ],
)
MaintenancePlanCatchup = Literal["all", "latest"]
maintenance_plan_catchup = EnumType(
    "MaintenancePlanCatchup",
    [
        EnumValue("all", label(zh="全部补上", en="All of them")),
        EnumValue("latest", label(zh="只补最近一次", en="The latest only")),
    ],
)
MaintenancePlanSource = Literal["manual", "equipment", "advice"]
maintenance_plan_source = EnumType(
    "MaintenancePlanSource",
    [
        EnumValue("manual", label(zh="手工", en="By hand")),
        EnumValue("equipment", label(zh="设备周期", en="From the device")),
        EnumValue("advice", label(zh="优化建议", en="From a suggestion")),
    ],
)


class MaintenancePlan(Entity):
    """维护计划 Maintenance plan (2.2)."""

    __tablename__ = "maintenance_plan"
    __table_args__ = (
        Index("ix_maintenance_plan_project_state", "project_id", "state"),
        Index("ix_maintenance_plan_code", "code"),
        Index("ix_maintenance_plan_state_code", "state", "code"),
        Index("ix_maintenance_plan_project_code", "project_id", "code"),
        Index("ix_maintenance_plan_kind_code", "kind", "code"),
        Index("ix_maintenance_plan_covers_code", "covers", "code"),
        Index("ix_maintenance_plan_unit_code", "unit", "code"),
        Index("ix_maintenance_plan_basis_code", "basis", "code"),
        Index("ix_maintenance_plan_category_code", "category_id", "code"),
        Index("ix_maintenance_plan_source_code", "source", "code"),
        Index("ix_maintenance_plan_state_project_deleted_at", "state", "project_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="MaintenancePlan",
        module="eqp",
        label=label(zh="维护计划", en="Maintenance plan"),
        title="{code} {name}",
        process="2.2",
        children=[
            Children(
                "stops",
                of="PlanStop",
                by="plan",
                label=label(zh="设备与路线", en="Devices and route"),
            ),
        ],
        checks=[
            Check(
                "weekly_by_weekday",
                expression(
                    "unit == 'week' or weekdays == null",
                    [
                        "or",
                        ["eq", ["field", "unit"], ["lit", "string", "week"]],
                        ["is_null", ["field", "weekdays"]],
                    ],
                ),
                message(zh="只有按周的计划能选周几", en="Weekdays belong to weekly plans"),
            ),
        ],
    )

    code: Mapped[str | None] = mapped_column(
        String(40),
        info=field("number", zh="计划编号", en="No.", numbering=numbering("JH{yyyy}-{seq:4}")),
    )
    name: Mapped[str] = mapped_column(
        String(64), info=field("string", zh="名称", en="Name", required=True, search=True, max=64)
    )
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_maintenance_plan_project"),
        info=field(
            "ref",
            zh="项目",
            en="Project",
            required=True,
            default=expression("equipment.project", ["path", ["equipment"], "project"]),
            to="Project",
        ),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    kind: Mapped[PlanKind] = mapped_column(
        String(40),
        info=field(
            "enum", zh="类型", en="Kind", required=True, default="inspect", enum=enums.plan_kind
        ),
    )
    covers: Mapped[MaintenancePlanCovers] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="对象",
            en="Covers",
            required=True,
            default="equipment",
            enum=maintenance_plan_covers,
        ),
    )
    equipment_id: Mapped[int | None] = mapped_column(
        ForeignKey("equipment.id", name="fk_maintenance_plan_equipment"),
        index=True,
        info=field(
            "ref",
            zh="设备",
            en="Equipment",
            required=expression(
                "covers == 'equipment'", ["eq", ["field", "covers"], ["lit", "string", "equipment"]]
            ),
            visible=expression(
                "covers == 'equipment'", ["eq", ["field", "covers"], ["lit", "string", "equipment"]]
            ),
            to="Equipment",
        ),
    )
    equipment: Mapped[Equipment | None] = relationship("Equipment", foreign_keys=[equipment_id])
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("equipment_category.id", name="fk_maintenance_plan_category"),
        info=field(
            "ref",
            zh="设备分类",
            en="Equipment category",
            help=label(
                zh="本项目该分类（含下级）的设备，新登记的自动加入",
                en="Every device of it (and below) in this project, new ones too",
            ),
            required=expression(
                "covers == 'category'", ["eq", ["field", "covers"], ["lit", "string", "category"]]
            ),
            visible=expression(
                "covers == 'category'", ["eq", ["field", "covers"], ["lit", "string", "category"]]
            ),
            to="EquipmentCategory",
        ),
    )
    category: Mapped[EquipmentCategory | None] = relationship(
        "EquipmentCategory", foreign_keys=[category_id]
    )
    interval: Mapped[int] = mapped_column(
        Integer(),
        info=field("int", zh="间隔", en="Interval", required=True, total=False, max=100000, min=1),
    )
    unit: Mapped[PlanUnit] = mapped_column(
        String(40), info=field("enum", zh="单位", en="Unit", required=True, enum=enums.plan_unit)
    )
    basis: Mapped[MaintenancePlanBasis] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="滚动方式",
            en="Basis",
            required=True,
            default="fixed",
            enum=maintenance_plan_basis,
        ),
    )
    anchor_on: Mapped[datetime.date] = mapped_column(
        Date(),
        info=field(
            "date",
            zh="锚定日",
            en="Anchor date",
            help=label(zh="各次日期都从这一天算起", en="Every date is counted from this day"),
            required=True,
            default=expression("today()", ["call", "today"]),
        ),
    )
    month_end: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="每次在月末", en="At the end of the month")
    )
    weekdays: Mapped[list[Weekday] | None] = mapped_column(
        JSON(none_as_null=True),
        info=field(
            "enums",
            zh="周几",
            en="Weekdays",
            visible=expression(
                "unit == 'week'", ["eq", ["field", "unit"], ["lit", "string", "week"]]
            ),
            enum=enums.weekday,
        ),
    )
    nonworkday: Mapped[MaintenancePlanNonworkday] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="非工作日",
            en="On a day off",
            required=True,
            default="none",
            enum=maintenance_plan_nonworkday,
        ),
    )
    lead_days: Mapped[int] = mapped_column(
        Integer(),
        info=field(
            "int",
            zh="提前生成（天）",
            en="Made ahead (days)",
            required=True,
            default=7,
            total=False,
            max=60,
            min=0,
        ),
    )
    window_days: Mapped[int] = mapped_column(
        Integer(),
        info=field(
            "int",
            zh="完成宽限（天）",
            en="Days of grace",
            required=True,
            default=0,
            total=False,
            max=60,
            min=0,
        ),
    )
    catchup: Mapped[MaintenancePlanCatchup] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="漏掉的",
            en="When some were missed",
            help=label(
                zh="全部补上时，从锚定日起的各次都算；只补最近一次时，从启用日起算，其余记为跳过",
                en="All: every one since the anchor date; the latest only: those since the plan was activated, the others are noted as skipped",
            ),
            required=True,
            default="latest",
            enum=maintenance_plan_catchup,
        ),
    )
    assignee_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_maintenance_plan_assignee"),
        index=True,
        info=field(
            "ref",
            zh="执行人",
            en="Assignee",
            help=label(
                zh="空 = 设备责任人，再空 = 系统按技能和工作量选",
                en="Empty: the keeper of the device, else the best by skill and load",
            ),
            to="Employee",
            on_delete="null",
        ),
    )
    assignee: Mapped[Employee | None] = relationship("Employee", foreign_keys=[assignee_id])
    assignee_name: Mapped[str | None] = mapped_column(
        String(32),
        info=field(
            "string",
            zh="执行人姓名",
            en="Assignee's name",
            pii="personal",
            max=32,
            lookup=["assignee", "name"],
        ),
    )
    standard_min: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("duration", zh="标准工时", en="Standard time", default=30, total=False, min=1),
    )
    source: Mapped[MaintenancePlanSource] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="来源",
            en="Source",
            required=True,
            readonly=True,
            default="manual",
            enum=maintenance_plan_source,
        ),
    )
    rule_from: Mapped[datetime.date | None] = mapped_column(
        Date(),
        info=field(
            "date",
            zh="现规则起",
            en="Present rule since",
            help=label(
                zh="间隔改动后从下一个名义日期起按新规则",
                en="A changed interval holds from the next nominal date",
            ),
            readonly=True,
        ),
    )
    targets: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("int", zh="设备数", en="Devices", aggregate=aggregate("count", "stops")),
    )
    state: Mapped[MaintenancePlanState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    stops: Mapped[list[PlanStop]] = relationship(
        "PlanStop",
        primaryjoin="and_(MaintenancePlan.id == PlanStop.plan_id, PlanStop.deleted_at.is_(None))",
        foreign_keys="PlanStop.plan_id",
        order_by="PlanStop.id",
        viewonly=True,
    )


maintenance_plan_hooks = EntityHooks[MaintenancePlan, MaintenancePlanTransition](
    MaintenancePlan, transitions=("activate", "generate", "pause", "archive")
)
