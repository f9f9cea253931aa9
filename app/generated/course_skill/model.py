"""课程技能 Skill of a course: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 3db79c4055d7d1528634c02a170201ca9cf07e6c5c7858986b123480828bb165

from __future__ import annotations

from typing import TYPE_CHECKING, Never

from sqlalchemy import ForeignKey, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks

if TYPE_CHECKING:
    from ..course.model import Course
    from ..skill.model import Skill


class CourseSkill(Entity):
    """课程技能 Skill of a course (4.4)."""

    __tablename__ = "course_skill"
    __table_args__ = (
        Index(
            "uq_course_skill_course_skill",
            "course_id",
            "skill_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )
    meta = EntityMeta(
        name="CourseSkill",
        module="hr",
        label=label(zh="课程技能", en="Skill of a course"),
        title="{skill.name}",
        process="4.4",
        parent="Course",
    )

    course_id: Mapped[int] = mapped_column(
        ForeignKey("course.id", name="fk_course_skill_course"),
        index=True,
        info=field("ref", zh="课程", en="Course", required=True, to="Course", on_delete="cascade"),
    )
    course: Mapped[Course] = relationship("Course", foreign_keys=[course_id])
    skill_id: Mapped[int] = mapped_column(
        ForeignKey("skill.id", name="fk_course_skill_skill"),
        index=True,
        info=field("ref", zh="技能", en="Skill", required=True, to="Skill"),
    )
    skill: Mapped[Skill] = relationship("Skill", foreign_keys=[skill_id])
    to_level: Mapped[int] = mapped_column(
        Integer(),
        info=field(
            "int",
            zh="达到等级",
            en="Up to level",
            required=True,
            default=3,
            total=False,
            max=5,
            min=1,
        ),
    )


course_skill_hooks = EntityHooks[CourseSkill, Never](CourseSkill)
