"""岗位 Position: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 cd71b93b993968eae06ca132d1e33becd999daaad903ed1c6462bcdf9f303970

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Children, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

if TYPE_CHECKING:
    from ..department.model import Department
    from ..position_skill.model import PositionSkill


class Position(Entity):
    """岗位 Position (4.1)."""

    __tablename__ = "position"
    __table_args__ = (
        Index(
            "uq_position_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_position_department_code", "department_id", "code"),
    )
    meta = EntityMeta(
        name="Position",
        module="base",
        label=label(zh="岗位", en="Position"),
        title="{name}",
        process="4.1",
        children=[
            Children(
                "skills",
                of="PositionSkill",
                by="position",
                label=label(zh="技能要求", en="Required skills"),
            ),
        ],
        checks=[
            Check(
                "grades_in_order",
                expression(
                    "grade_min == null or grade_max == null or grade_max >= grade_min",
                    [
                        "or",
                        ["is_null", ["field", "grade_min"]],
                        ["is_null", ["field", "grade_max"]],
                        ["ge", ["field", "grade_max"], ["field", "grade_min"]],
                    ],
                ),
                message(zh="最高职级低于最低职级", en="The highest grade is below the lowest"),
            ),
        ],
    )

    code: Mapped[str] = mapped_column(
        String(16),
        info=field("string", zh="岗位编码", en="Code", required=True, unique=True, max=16),
    )
    name: Mapped[str] = mapped_column(
        String(48),
        info=field("string", zh="岗位名称", en="Name", required=True, search=True, max=48),
    )
    department_id: Mapped[int | None] = mapped_column(
        ForeignKey("department.id", name="fk_position_department"),
        info=field("ref", zh="部门", en="Department", to="Department"),
    )
    department: Mapped[Department | None] = relationship("Department", foreign_keys=[department_id])
    grade_min: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="最低职级", en="Min grade", min=1)
    )
    grade_max: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="最高职级", en="Max grade", min=1)
    )
    headcount: Mapped[int] = mapped_column(
        Integer(), info=field("int", zh="编制", en="Headcount", required=True, default=1, min=0)
    )
    pay_min: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="薪酬下限", en="Pay min", min=0)
    )
    pay_mid: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="薪酬中位", en="Pay mid", min=0)
    )
    pay_max: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="薪酬上限", en="Pay max", min=0)
    )
    skills: Mapped[list[PositionSkill]] = relationship(
        "PositionSkill",
        primaryjoin="and_(Position.id == PositionSkill.position_id, PositionSkill.deleted_at.is_(None))",
        foreign_keys="PositionSkill.position_id",
        order_by="PositionSkill.id",
        viewonly=True,
    )


position_hooks = EntityHooks[Position, Never](Position)
