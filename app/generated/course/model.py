"""培训课程 Course: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 779013625e374ea8c91939a767ea8e58a9161a270d1a7b70c3cc3ddaeeac7aac

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal, Never

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

if TYPE_CHECKING:
    from ..course_skill.model import CourseSkill
    from ..kpi_indicator.model import KpiIndicator
    from ..position.model import Position

CourseMode = Literal["class", "online", "field"]
course_mode = EnumType(
    "CourseMode",
    [
        EnumValue("class", label(zh="面授", en="Class")),
        EnumValue("online", label(zh="线上", en="Online")),
        EnumValue("field", label(zh="实操", en="Field")),
    ],
)

course_mandatory_for = Table(
    "course_mandatory_for",
    Entity.metadata,
    Column(
        "course_id",
        ForeignKey("course.id", name="fk_course_mandatory_for_course"),
        primary_key=True,
    ),
    Column(
        "position_id",
        ForeignKey("position.id", name="fk_course_mandatory_for_position"),
        primary_key=True,
    ),
    Index("ix_course_mandatory_for_position_id", "position_id"),
)
course_indicators = Table(
    "course_indicators",
    Entity.metadata,
    Column(
        "course_id", ForeignKey("course.id", name="fk_course_indicators_course"), primary_key=True
    ),
    Column(
        "kpi_indicator_id",
        ForeignKey("kpi_indicator.id", name="fk_course_indicators_kpi_indicator"),
        primary_key=True,
    ),
    Index("ix_course_indicators_kpi_indicator_id", "kpi_indicator_id"),
)


class Course(Entity):
    """培训课程 Course (4.4)."""

    __tablename__ = "course"
    __table_args__ = (
        Index(
            "uq_course_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_course_mode_code", "mode", "code"),
        Index("ix_course_active_code", "active", "code"),
    )
    meta = EntityMeta(
        name="Course",
        module="hr",
        label=label(zh="培训课程", en="Course"),
        title="{name}",
        process="4.4",
        children=[
            Children(
                "skills",
                of="CourseSkill",
                by="course",
                label=label(zh="提升技能", en="Skills that it teaches"),
            ),
        ],
    )

    code: Mapped[str] = mapped_column(
        String(16), info=field("string", zh="编码", en="Code", required=True, unique=True, max=16)
    )
    name: Mapped[str] = mapped_column(
        String(64), info=field("string", zh="名称", en="Name", required=True, search=True, max=64)
    )
    summary: Mapped[str | None] = mapped_column(
        Text(), info=field("text", zh="内容", en="What it teaches", max=1000)
    )
    mode: Mapped[CourseMode] = mapped_column(
        String(40),
        info=field("enum", zh="形式", en="Mode", required=True, default="class", enum=course_mode),
    )
    hours: Mapped[Decimal] = mapped_column(
        ScaledDecimal(1),
        info=field(
            "decimal", zh="学时", en="Hours", required=True, default=2, max=400, min="0.5", scale=1
        ),
    )
    pass_score: Mapped[int] = mapped_column(
        Integer(),
        info=field(
            "int",
            zh="及格分",
            en="Pass score",
            required=True,
            default=60,
            total=False,
            max=100,
            min=0,
        ),
    )
    validity_months: Mapped[int | None] = mapped_column(
        Integer(),
        info=field(
            "int",
            zh="有效期（月）",
            en="Valid (months)",
            help=label(zh="空 = 长期有效", en="Empty: for good"),
            total=False,
            max=120,
            min=1,
        ),
    )
    within_days: Mapped[int] = mapped_column(
        Integer(),
        info=field(
            "int",
            zh="必修期限（天）",
            en="Due within (days)",
            help=label(
                zh="必修岗位自到岗起须在此期限内通过",
                en="Who holds a position for which it is mandatory passes it within these days",
            ),
            required=True,
            default=30,
            total=False,
            max=365,
            min=1,
        ),
    )
    mandatory_for: Mapped[list[Position]] = relationship(
        "Position",
        secondary=course_mandatory_for,
        order_by="Position.id",
        info=field("refs", zh="必修岗位", en="Mandatory for", to="Position"),
    )
    indicators: Mapped[list[KpiIndicator]] = relationship(
        "KpiIndicator",
        secondary=course_indicators,
        order_by="KpiIndicator.id",
        info=field("refs", zh="关联考核指标", en="KPIs that it helps", to="KpiIndicator"),
    )
    active: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="开设", en="Offered", default=True)
    )
    skills: Mapped[list[CourseSkill]] = relationship(
        "CourseSkill",
        primaryjoin="and_(Course.id == CourseSkill.course_id, CourseSkill.deleted_at.is_(None))",
        foreign_keys="CourseSkill.course_id",
        order_by="CourseSkill.id",
        viewonly=True,
    )


course_hooks = EntityHooks[Course, Never](Course)
