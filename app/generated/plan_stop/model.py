"""计划设备 Device of a plan: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 46ae69b648ddbd4caad234f50d04e52c11fcb93db6cac302627eb89359108ed6

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

if TYPE_CHECKING:
    from ..equipment.model import Equipment
    from ..maintenance_plan.model import MaintenancePlan
    from ..project.model import Project


class PlanStop(Entity):
    """计划设备 Device of a plan (2.2)."""

    __tablename__ = "plan_stop"
    __table_args__ = (
        Index(
            "uq_plan_stop_plan_equipment",
            "plan_id",
            "equipment_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_plan_stop_equipment_active", "equipment_id", "active"),
        Index("ix_plan_stop_sort_no", "sort_no"),
        Index("ix_plan_stop_plan_sort_no", "plan_id", "sort_no"),
        Index("ix_plan_stop_equipment_sort_no", "equipment_id", "sort_no"),
        Index("ix_plan_stop_active_sort_no", "active", "sort_no"),
    )
    meta = EntityMeta(
        name="PlanStop",
        module="eqp",
        label=label(zh="计划设备", en="Device of a plan"),
        title="{equipment.equip_no} {equipment.name}",
        process="2.2",
        parent="MaintenancePlan",
    )

    plan_id: Mapped[int] = mapped_column(
        ForeignKey("maintenance_plan.id", name="fk_plan_stop_plan"),
        info=field(
            "ref", zh="计划", en="Plan", required=True, to="MaintenancePlan", on_delete="cascade"
        ),
    )
    plan: Mapped[MaintenancePlan] = relationship("MaintenancePlan", foreign_keys=[plan_id])
    equipment_id: Mapped[int] = mapped_column(
        ForeignKey("equipment.id", name="fk_plan_stop_equipment"),
        info=field("ref", zh="设备", en="Equipment", required=True, to="Equipment"),
    )
    equipment: Mapped[Equipment] = relationship("Equipment", foreign_keys=[equipment_id])
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_plan_stop_project"),
        index=True,
        info=field(
            "ref",
            zh="项目",
            en="Project",
            readonly=True,
            default=expression("plan.project", ["path", ["plan"], "project"]),
            to="Project",
        ),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    sort_no: Mapped[int] = mapped_column(
        Integer(),
        info=field("int", zh="顺序", en="Order", required=True, default=1, total=False, min=1),
    )
    active: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="有效", en="Active", readonly=True, default=True)
    )
    last_nominal_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="已生成至", en="Made up to", readonly=True)
    )
    last_hours: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(1),
        info=field(
            "decimal",
            zh="已生成至（小时）",
            en="Made up to (hours)",
            readonly=True,
            total=False,
            scale=1,
        ),
    )
    next_on: Mapped[datetime.date | None] = mapped_column(
        Date(),
        index=True,
        info=field("date", zh="下次名义日期", en="Next nominal date", readonly=True),
    )
    next_hours: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(1),
        info=field(
            "decimal", zh="下次（小时）", en="Next (hours)", readonly=True, total=False, scale=1
        ),
    )


plan_stop_hooks = EntityHooks[PlanStop, Never](PlanStop)
