"""设备 Equipment: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e76d8d20b4bff2da4672995dd32151dbde5765de594c51ee3a1d7b755ddc35c4

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Children, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, ScaledDecimal, UtcDateTime

from .. import enums
from ..enums import IntervalUnit

if TYPE_CHECKING:
    from ..building.model import Building
    from ..employee.model import Employee
    from ..equipment_category.model import EquipmentCategory
    from ..equipment_downtime.model import EquipmentDowntime
    from ..equipment_reading.model import EquipmentReading
    from ..inspection_task.model import InspectionTask
    from ..project.model import Project
    from ..repair_order.model import RepairOrder

EquipmentState = Literal[
    "running", "standby", "fault", "repairing", "stopped", "scrapping", "scrapped"
]
EquipmentTransition = Literal[
    "standby",
    "run",
    "fault",
    "repair",
    "restore",
    "restore_spare",
    "retire",
    "stop",
    "restart",
    "reclassify",
    "correct_inspection",
    "propose_scrap",
    "keep",
    "scrap",
]
EquipmentCriticality = Literal["a", "b", "c"]
equipment_criticality = EnumType(
    "EquipmentCriticality",
    [
        EnumValue("a", label(zh="A 关键", en="A critical"), color="red"),
        EnumValue("b", label(zh="B 重要", en="B important"), color="orange"),
        EnumValue("c", label(zh="C 一般", en="C ordinary"), color="gray"),
    ],
)


class Equipment(Entity):
    """设备 Equipment (2.1)."""

    __tablename__ = "equipment"
    __table_args__ = (
        Index(
            "uq_equipment_reg_code",
            "reg_code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index(
            "uq_equipment_qr_token",
            "qr_token",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_equipment_project_state", "project_id", "state"),
        Index("ix_equipment_category_state", "category_id", "state"),
        Index("ix_equipment_equip_no", "equip_no"),
        Index("ix_equipment_state_equip_no", "state", "equip_no"),
        Index("ix_equipment_project_equip_no", "project_id", "equip_no"),
        Index("ix_equipment_category_equip_no", "category_id", "equip_no"),
        Index("ix_equipment_building_equip_no", "building_id", "equip_no"),
        Index("ix_equipment_criticality_equip_no", "criticality", "equip_no"),
        Index("ix_equipment_special_equip_no", "special", "equip_no"),
        Index("ix_equipment_bad_actor_equip_no", "bad_actor", "equip_no"),
        Index("ix_equipment_state_project_deleted_at", "state", "project_id", "deleted_at"),
    )
    meta = EntityMeta(
        name="Equipment",
        module="eqp",
        label=label(zh="设备", en="Equipment"),
        title="{equip_no} {name}",
        process="2.1",
        children=[
            Children(
                "tasks",
                of="InspectionTask",
                by="equipment",
                label=label(zh="巡检与保养", en="Inspections"),
            ),
            Children(
                "repairs", of="RepairOrder", by="equipment", label=label(zh="报修", en="Repairs")
            ),
            Children("parts", of="Equipment", by="parent", label=label(zh="下级设备", en="Parts")),
            Children(
                "readings",
                of="EquipmentReading",
                by="equipment",
                label=label(zh="运行小时", en="Run hours"),
            ),
            Children(
                "downtimes",
                of="EquipmentDowntime",
                by="equipment",
                label=label(zh="停机", en="Downtime"),
            ),
        ],
        checks=[
            Check(
                "interval_with_unit",
                expression(
                    "(interval == null and interval_unit == null) or (interval != null and interval_unit != null)",
                    [
                        "or",
                        [
                            "and",
                            ["is_null", ["field", "interval"]],
                            ["is_null", ["field", "interval_unit"]],
                        ],
                        [
                            "and",
                            ["not_null", ["field", "interval"]],
                            ["not_null", ["field", "interval_unit"]],
                        ],
                    ],
                ),
                message(
                    zh="维护周期和单位须一起填写",
                    en="The maintenance interval and its unit go together",
                ),
            ),
            Check(
                "made_before_use",
                expression(
                    "manufactured_on == null or manufactured_on <= in_service_on",
                    [
                        "or",
                        ["is_null", ["field", "manufactured_on"]],
                        ["le", ["field", "manufactured_on"], ["field", "in_service_on"]],
                    ],
                ),
                message(zh="出厂日期晚于启用日期", en="It was in service before it was made"),
            ),
        ],
        parent="Equipment",
    )

    equip_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field(
            "number",
            zh="设备编号",
            en="No.",
            numbering=numbering("SB-{scope.code}-{seq:4}", scope="project"),
        ),
    )
    name: Mapped[str] = mapped_column(
        String(64),
        info=field("string", zh="设备名称", en="Name", required=True, search=True, max=64),
    )
    category_id: Mapped[int] = mapped_column(
        ForeignKey("equipment_category.id", name="fk_equipment_category"),
        info=field("ref", zh="分类", en="Category", required=True, to="EquipmentCategory"),
    )
    category: Mapped[EquipmentCategory] = relationship(
        "EquipmentCategory", foreign_keys=[category_id]
    )
    special: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="特种设备",
            en="Special equipment",
            color="purple",
            lookup=["category", "special"],
        ),
    )
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_equipment_project"),
        info=field(
            "ref",
            zh="项目",
            en="Project",
            required=True,
            default=expression("building.project", ["path", ["building"], "project"]),
            to="Project",
        ),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    building_id: Mapped[int | None] = mapped_column(
        ForeignKey("building.id", name="fk_equipment_building"),
        info=field("ref", zh="楼栋", en="Building", to="Building"),
    )
    building: Mapped[Building | None] = relationship("Building", foreign_keys=[building_id])
    location: Mapped[str] = mapped_column(
        String(100),
        info=field("string", zh="位置", en="Location", required=True, search=True, max=100),
    )
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("equipment.id", name="fk_equipment_parent"),
        index=True,
        info=field("ref", zh="上级设备", en="Part of", to="Equipment", on_delete="null"),
    )
    parent: Mapped[Equipment | None] = relationship(
        "Equipment", foreign_keys=[parent_id], remote_side="Equipment.id"
    )
    criticality: Mapped[EquipmentCriticality] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="重要度",
            en="Criticality",
            required=True,
            default="b",
            enum=equipment_criticality,
        ),
    )
    brand: Mapped[str | None] = mapped_column(
        String(48), info=field("string", zh="品牌", en="Brand", max=48)
    )
    model: Mapped[str] = mapped_column(
        String(64), info=field("string", zh="型号", en="Model", required=True, search=True, max=64)
    )
    serial_no: Mapped[str | None] = mapped_column(
        String(64),
        index=True,
        info=field("string", zh="出厂编号", en="Serial no.", search=True, max=64),
    )
    reg_code: Mapped[str | None] = mapped_column(
        String(32),
        info=field(
            "string",
            zh="特种设备代码",
            en="Registration code",
            help=label(zh="特种设备必填", en="Special equipment must have one"),
            unique=True,
            search=True,
            max=32,
        ),
    )
    manufactured_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="出厂日期", en="Manufactured")
    )
    in_service_on: Mapped[datetime.date] = mapped_column(
        Date(), info=field("date", zh="启用日期", en="In service since", required=True)
    )
    service_life_years: Mapped[int] = mapped_column(
        Integer(),
        info=field(
            "int",
            zh="使用年限",
            en="Service life (years)",
            required=True,
            default=expression("category.life_years", ["path", ["category"], "life_years"]),
            total=False,
            max=100,
            min=1,
        ),
    )
    expires_on: Mapped[datetime.date | None] = mapped_column(
        Date(),
        index=True,
        info=field(
            "date",
            zh="到期日期",
            en="Service life ends",
            help=label(
                zh="启用日期 + 使用年限；提前 12、6、1 个月提醒",
                en="In service since + service life; reminders 12, 6 and 1 months before",
            ),
            readonly=True,
            expires=365,
        ),
    )
    warranty_to: Mapped[datetime.date | None] = mapped_column(
        Date(), index=True, info=field("date", zh="质保到期", en="Warranty until", expires=30)
    )
    inspection_valid_to: Mapped[datetime.date | None] = mapped_column(
        Date(),
        index=True,
        info=field(
            "date",
            zh="检验有效期",
            en="Statutory inspection valid until",
            help=label(
                zh="提前 60、30、7 天提醒；特种设备未填写或已过期的，登记后为停用",
                en="Reminders 60, 30 and 7 days before; special equipment without it, or past it, is registered out of service",
            ),
            expires=60,
        ),
    )
    vendor: Mapped[str | None] = mapped_column(
        String(64), info=field("string", zh="维保单位", en="Maintenance contractor", max=64)
    )
    original_cost: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="原值", en="Original cost", min=0)
    )
    interval: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "int",
            zh="维护周期",
            en="Maintenance interval",
            help=label(zh="填写后自动建立维护计划", en="A maintenance plan is made from it"),
            default=expression(
                "category.default_interval", ["path", ["category"], "default_interval"]
            ),
            total=False,
            max=1000,
            min=1,
        ),
    )
    interval_unit: Mapped[IntervalUnit | None] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="周期单位",
            en="Unit of the interval",
            default=expression("category.default_unit", ["path", ["category"], "default_unit"]),
            enum=enums.interval_unit,
        ),
    )
    keeper_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_equipment_keeper"),
        index=True,
        info=field(
            "ref",
            zh="责任人",
            en="Keeper",
            help=label(
                zh="巡检默认派给责任人",
                en="Inspections go to the keeper unless the plan says otherwise",
            ),
            to="Employee",
            on_delete="null",
        ),
    )
    keeper: Mapped[Employee | None] = relationship("Employee", foreign_keys=[keeper_id])
    keeper_name: Mapped[str | None] = mapped_column(
        String(32),
        info=field(
            "string",
            zh="责任人姓名",
            en="Keeper's name",
            pii="personal",
            max=32,
            lookup=["keeper", "name"],
        ),
    )
    run_hours: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(1),
        info=field(
            "decimal", zh="累计运行小时", en="Run hours", readonly=True, total=False, min=0, scale=1
        ),
    )
    read_on: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="抄表时间", en="Hours read", readonly=True)
    )
    qr_token: Mapped[str | None] = mapped_column(
        String(40),
        info=field("barcode", zh="二维码", en="QR token", readonly=True, unique=True, max=40),
    )
    last_maintained_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="上次维护", en="Last maintained", readonly=True)
    )
    next_due_on: Mapped[datetime.date | None] = mapped_column(
        Date(),
        index=True,
        info=field("date", zh="下次维护", en="Next due", readonly=True, expires=0),
    )
    fault_since: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="停机开始", en="Down since", readonly=True)
    )
    mtbf_h: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal", zh="MTBF（小时）", en="MTBF (hours)", readonly=True, total=False, scale=2
        ),
    )
    mtbf_low_h: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="MTBF 下限（90%）",
            en="MTBF, at least (90%)",
            help=label(
                zh="没有故障时只能给出下限", en="Without a failure there is only a lower bound"
            ),
            readonly=True,
            total=False,
            scale=2,
        ),
    )
    mttr_h: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal", zh="MTTR（小时）", en="MTTR (hours)", readonly=True, total=False, scale=2
        ),
    )
    availability: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(4),
        info=field("percent", zh="可用率", en="Availability", readonly=True, scale=4),
    )
    failures_90d: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("int", zh="近 90 天故障", en="Failures in 90 days", readonly=True, default=0),
    )
    bad_actor: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="频发故障",
            en="Fails often",
            help=label(
                zh="90 天内 3 次及以上：建议评估更换",
                en="Three or more in 90 days: consider replacing it",
            ),
            readonly=True,
            color="red",
        ),
    )
    photo: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), info=field("images", zh="照片", en="Photos", max=3)
    )
    documents: Mapped[list[int] | None] = mapped_column(
        JSON(none_as_null=True), info=field("files", zh="资料", en="Documents", max=10)
    )
    note: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="备注", en="Note", max=2000)
    )
    state: Mapped[EquipmentState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    tasks: Mapped[list[InspectionTask]] = relationship(
        "InspectionTask",
        primaryjoin="and_(Equipment.id == InspectionTask.equipment_id, InspectionTask.deleted_at.is_(None))",
        foreign_keys="InspectionTask.equipment_id",
        order_by="InspectionTask.id",
        viewonly=True,
    )
    repairs: Mapped[list[RepairOrder]] = relationship(
        "RepairOrder",
        primaryjoin="and_(Equipment.id == RepairOrder.equipment_id, RepairOrder.deleted_at.is_(None))",
        foreign_keys="RepairOrder.equipment_id",
        order_by="RepairOrder.id",
        viewonly=True,
    )
    parts: Mapped[list[Equipment]] = relationship(
        "Equipment",
        primaryjoin="and_(Equipment.id == remote(Equipment.parent_id), remote(Equipment.deleted_at).is_(None))",
        foreign_keys="Equipment.parent_id",
        order_by="Equipment.id",
        viewonly=True,
    )
    readings: Mapped[list[EquipmentReading]] = relationship(
        "EquipmentReading",
        primaryjoin="and_(Equipment.id == EquipmentReading.equipment_id, EquipmentReading.deleted_at.is_(None))",
        foreign_keys="EquipmentReading.equipment_id",
        order_by="EquipmentReading.id",
        viewonly=True,
    )
    downtimes: Mapped[list[EquipmentDowntime]] = relationship(
        "EquipmentDowntime",
        primaryjoin="and_(Equipment.id == EquipmentDowntime.equipment_id, EquipmentDowntime.deleted_at.is_(None))",
        foreign_keys="EquipmentDowntime.equipment_id",
        order_by="EquipmentDowntime.id",
        viewonly=True,
    )


equipment_hooks = EntityHooks[Equipment, EquipmentTransition](
    Equipment,
    transitions=(
        "standby",
        "run",
        "fault",
        "repair",
        "restore",
        "restore_spare",
        "retire",
        "stop",
        "restart",
        "reclassify",
        "correct_inspection",
        "propose_scrap",
        "keep",
        "scrap",
    ),
)
