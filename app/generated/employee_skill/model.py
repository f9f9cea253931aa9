"""员工技能 Employee skill: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a561fc9eb9a962f2de97bc04768b2340b23c84da5993d53e5083f5bfb07f59ae

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal, Never

from sqlalchemy import Date, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks

if TYPE_CHECKING:
    from ..employee.model import Employee
    from ..skill.model import Skill

EmployeeSkillSource = Literal["declared", "training", "assess"]
employee_skill_source = EnumType(
    "EmployeeSkillSource",
    [
        EnumValue("declared", label(zh="自报", en="Declared")),
        EnumValue("training", label(zh="培训", en="Training")),
        EnumValue("assess", label(zh="评定", en="Assessed")),
    ],
)


class EmployeeSkill(Entity):
    """员工技能 Employee skill (4.4)."""

    __tablename__ = "employee_skill"
    __table_args__ = (
        Index(
            "uq_employee_skill_employee_skill",
            "employee_id",
            "skill_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_employee_skill_skill_valid_to", "skill_id", "valid_to"),
        Index("ix_employee_skill_level", "level"),
        Index("ix_employee_skill_source_valid_to", "source", "valid_to"),
    )
    meta = EntityMeta(
        name="EmployeeSkill",
        module="hr",
        label=label(zh="员工技能", en="Employee skill"),
        title="{employee.name} {skill.name}",
        process="4.4",
        parent="Employee",
    )

    employee_id: Mapped[int] = mapped_column(
        ForeignKey("employee.id", name="fk_employee_skill_employee"),
        index=True,
        info=field(
            "ref", zh="员工", en="Employee", required=True, to="Employee", on_delete="cascade"
        ),
    )
    employee: Mapped[Employee] = relationship("Employee", foreign_keys=[employee_id])
    skill_id: Mapped[int] = mapped_column(
        ForeignKey("skill.id", name="fk_employee_skill_skill"),
        info=field("ref", zh="技能", en="Skill", required=True, to="Skill"),
    )
    skill: Mapped[Skill] = relationship("Skill", foreign_keys=[skill_id])
    level: Mapped[int] = mapped_column(
        Integer(),
        info=field("int", zh="等级", en="Level", required=True, total=False, max=5, min=1),
    )
    certificate_no: Mapped[str | None] = mapped_column(
        String(48),
        info=field("string", zh="证书编号", en="Certificate no.", pii="personal", max=48),
    )
    valid_to: Mapped[datetime.date | None] = mapped_column(
        Date(), index=True, info=field("date", zh="有效期", en="Valid to", expires=60)
    )
    source: Mapped[EmployeeSkillSource] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="来源",
            en="Source",
            required=True,
            default="declared",
            enum=employee_skill_source,
        ),
    )


employee_skill_hooks = EntityHooks[EmployeeSkill, Never](EmployeeSkill)
