"""培训报名 Enrolment: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c3e236d146c355a569653316a45a5b4897dce6fd6298dc789db3b75c4d8804f0

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Date, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal, UtcDateTime

if TYPE_CHECKING:
    from ..course.model import Course
    from ..employee.model import Employee
    from ..training_recommendation.model import TrainingRecommendation
    from ..training_session.model import TrainingSession

TrainingEnrollmentState = Literal[
    "applied", "waitlist", "confirmed", "attended", "passed", "failed", "absent", "withdrawn"
]
TrainingEnrollmentTransition = Literal[
    "confirm", "wait", "promote", "withdraw", "call_off", "attend", "miss", "succeed", "fail"
]
TrainingEnrollmentOrigin = Literal["self", "assign", "recommend"]
training_enrollment_origin = EnumType(
    "TrainingEnrollmentOrigin",
    [
        EnumValue("self", label(zh="自主", en="Own wish")),
        EnumValue("assign", label(zh="指派", en="Assigned")),
        EnumValue("recommend", label(zh="系统推荐", en="Recommended")),
    ],
)


class TrainingEnrollment(Entity):
    """培训报名 Enrolment (4.4)."""

    __tablename__ = "training_enrollment"
    __table_args__ = (
        Index(
            "uq_training_enrollment_session_employee",
            "session_id",
            "employee_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_training_enrollment_employee_state", "employee_id", "state"),
        Index("ix_training_enrollment_course_state", "course_id", "state"),
        Index("ix_training_enrollment_session_state", "session_id", "state"),
        Index("ix_training_enrollment_state_starts_at", "state", "starts_at"),
        Index("ix_training_enrollment_course_starts_at", "course_id", "starts_at"),
        Index("ix_training_enrollment_session_starts_at", "session_id", "starts_at"),
        Index("ix_training_enrollment_employee_starts_at", "employee_id", "starts_at"),
        Index("ix_training_enrollment_origin_starts_at", "origin", "starts_at"),
        Index("ix_training_enrollment_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="TrainingEnrollment",
        module="hr",
        label=label(zh="培训报名", en="Enrolment"),
        title="{employee_name} · {course_name}",
        process="4.4",
        parent="TrainingSession",
    )

    session_id: Mapped[int] = mapped_column(
        ForeignKey("training_session.id", name="fk_training_enrollment_session"),
        info=field("ref", zh="班次", en="Session", required=True, to="TrainingSession"),
    )
    session: Mapped[TrainingSession] = relationship("TrainingSession", foreign_keys=[session_id])
    course_id: Mapped[int | None] = mapped_column(
        ForeignKey("course.id", name="fk_training_enrollment_course"),
        info=field("ref", zh="课程", en="Course", to="Course", lookup=["session", "course"]),
    )
    course: Mapped[Course | None] = relationship("Course", foreign_keys=[course_id])
    course_name: Mapped[str | None] = mapped_column(
        String(64),
        info=field(
            "string",
            zh="课程名称",
            en="Course's name",
            max=64,
            lookup=["session", "course", "name"],
        ),
    )
    starts_at: Mapped[datetime.datetime | None] = mapped_column(
        UtcDateTime(),
        index=True,
        info=field("datetime", zh="开课时间", en="Starts", lookup=["session", "starts_at"]),
    )
    employee_id: Mapped[int] = mapped_column(
        ForeignKey("employee.id", name="fk_training_enrollment_employee"),
        info=field(
            "ref",
            zh="员工",
            en="Employee",
            required=True,
            default=expression("user.employee", ["user", ["employee"]]),
            to="Employee",
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
    origin: Mapped[TrainingEnrollmentOrigin] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="来源",
            en="Origin",
            required=True,
            readonly=True,
            enum=training_enrollment_origin,
        ),
    )
    recommendation_id: Mapped[int | None] = mapped_column(
        ForeignKey("training_recommendation.id", name="fk_training_enrollment_recommendation"),
        index=True,
        info=field(
            "ref",
            zh="推荐",
            en="Recommendation",
            readonly=True,
            to="TrainingRecommendation",
            on_delete="null",
            trace="cause",
        ),
    )
    recommendation: Mapped[TrainingRecommendation | None] = relationship(
        "TrainingRecommendation", foreign_keys=[recommendation_id]
    )
    score: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(1),
        info=field("decimal", zh="成绩", en="Score", total=False, max=100, min=0, scale=1),
    )
    certificate_no: Mapped[str | None] = mapped_column(
        String(48),
        info=field(
            "string", zh="证书编号", en="Certificate no.", readonly=True, pii="personal", max=48
        ),
    )
    graded_on: Mapped[datetime.date | None] = mapped_column(
        Date(), index=True, info=field("date", zh="评定日", en="Graded", readonly=True)
    )
    valid_to: Mapped[datetime.date | None] = mapped_column(
        Date(),
        index=True,
        info=field("date", zh="有效期至", en="Valid to", readonly=True, expires=60),
    )
    feedback: Mapped[int | None] = mapped_column(
        Integer(), info=field("rating", zh="评价", en="Feedback")
    )
    state: Mapped[TrainingEnrollmentState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


training_enrollment_hooks = EntityHooks[TrainingEnrollment, TrainingEnrollmentTransition](
    TrainingEnrollment,
    transitions=(
        "confirm",
        "wait",
        "promote",
        "withdraw",
        "call_off",
        "attend",
        "miss",
        "succeed",
        "fail",
    ),
)
