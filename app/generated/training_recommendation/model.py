"""培训推荐 Training recommendation: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 384b9cbf61704ad3c3aacba6478707aa5a456c2c9b4d280b8edc40e226e96591

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.field import field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal

if TYPE_CHECKING:
    from ..course.model import Course
    from ..employee.model import Employee

TrainingRecommendationState = Literal["fresh", "enrolled", "dismissed", "fulfilled", "lapsed"]
TrainingRecommendationTransition = Literal["enrol", "again", "dismiss", "fulfil", "lapse"]


class TrainingRecommendation(Entity):
    """培训推荐 Training recommendation (4.4)."""

    __tablename__ = "training_recommendation"
    __table_args__ = (
        Index(
            "uq_training_recommendation_employee_course_batch",
            "employee_id",
            "course_id",
            "batch",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_training_recommendation_state_due_on", "state", "due_on"),
        Index("ix_training_recommendation_employee_state", "employee_id", "state"),
        Index("ix_training_recommendation_score", "score"),
        Index("ix_training_recommendation_state_score", "state", "score"),
        Index("ix_training_recommendation_mandatory_score", "mandatory", "score"),
        Index("ix_training_recommendation_course_score", "course_id", "score"),
        Index("ix_training_recommendation_employee_score", "employee_id", "score"),
        Index("ix_training_recommendation_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="TrainingRecommendation",
        module="hr",
        label=label(zh="培训推荐", en="Training recommendation"),
        title="{employee_name} · {course.name}",
        process="4.4",
    )

    employee_id: Mapped[int] = mapped_column(
        ForeignKey("employee.id", name="fk_training_recommendation_employee"),
        info=field(
            "ref",
            zh="员工",
            en="Employee",
            required=True,
            readonly=True,
            to="Employee",
            on_delete="cascade",
        ),
    )
    employee: Mapped[Employee] = relationship("Employee", foreign_keys=[employee_id])
    employee_name: Mapped[str | None] = mapped_column(
        String(32),
        info=field(
            "string",
            zh="员工姓名",
            en="Employee's name",
            pii="personal",
            max=32,
            lookup=["employee", "name"],
        ),
    )
    course_id: Mapped[int] = mapped_column(
        ForeignKey("course.id", name="fk_training_recommendation_course"),
        info=field("ref", zh="课程", en="Course", required=True, readonly=True, to="Course"),
    )
    course: Mapped[Course] = relationship("Course", foreign_keys=[course_id])
    batch: Mapped[str] = mapped_column(
        String(48),
        info=field("string", zh="批次", en="Batch", required=True, readonly=True, max=48),
    )
    score: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("percent", zh="推荐分", en="Score", readonly=True, total=False, scale=2),
    )
    mandatory: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="必修", en="Mandatory", readonly=True, color="red")
    )
    due_on: Mapped[datetime.date | None] = mapped_column(
        Date(), index=True, info=field("date", zh="期限", en="Due", readonly=True, expires=14)
    )
    reasons: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True), info=field("json", zh="理由", en="Reasons", readonly=True)
    )
    decided_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="处理日", en="Decided", readonly=True)
    )
    state: Mapped[TrainingRecommendationState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


training_recommendation_hooks = EntityHooks[
    TrainingRecommendation, TrainingRecommendationTransition
](TrainingRecommendation, transitions=("enrol", "again", "dismiss", "fulfil", "lapse"))
