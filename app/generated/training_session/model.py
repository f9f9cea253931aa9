"""培训班次 Training session: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d8b7be4d3e071d1ec1c856ba420067521d3eb5d5586388faa0cf108b207b108d

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Children, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType, UtcDateTime

if TYPE_CHECKING:
    from ..course.model import Course
    from ..employee.model import Employee
    from ..training_enrollment.model import TrainingEnrollment

TrainingSessionState = Literal["planned", "open", "running", "done", "cancelled"]
TrainingSessionTransition = Literal["open", "run", "finish", "cancel"]


class TrainingSession(Entity):
    """培训班次 Training session (4.4)."""

    __tablename__ = "training_session"
    __table_args__ = (
        Index("ix_training_session_state_starts_at", "state", "starts_at"),
        Index("ix_training_session_session_no", "session_no"),
        Index("ix_training_session_course_starts_at", "course_id", "starts_at"),
        Index("ix_training_session_trainer_starts_at", "trainer_id", "starts_at"),
        Index("ix_training_session_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="TrainingSession",
        module="hr",
        label=label(zh="培训班次", en="Training session"),
        title="{session_no} {course_name}",
        process="4.4",
        children=[
            Children(
                "enrollments",
                of="TrainingEnrollment",
                by="session",
                label=label(zh="学员", en="Enrolments"),
            ),
        ],
        checks=[
            Check(
                "ends_after_start",
                expression(
                    "ends_at > starts_at", ["gt", ["field", "ends_at"], ["field", "starts_at"]]
                ),
                message(zh="结束须晚于开始", en="It ends after it begins"),
            ),
        ],
    )

    session_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field("number", zh="班次号", en="No.", numbering=numbering("PX{yyyy}{mm}-{seq:3}")),
    )
    course_id: Mapped[int] = mapped_column(
        ForeignKey("course.id", name="fk_training_session_course"),
        info=field("ref", zh="课程", en="Course", required=True, search=True, to="Course"),
    )
    course: Mapped[Course] = relationship("Course", foreign_keys=[course_id])
    course_name: Mapped[str | None] = mapped_column(
        String(64),
        info=field("string", zh="课程名称", en="Course's name", max=64, lookup=["course", "name"]),
    )
    starts_at: Mapped[datetime.datetime] = mapped_column(
        UtcDateTime(), index=True, info=field("datetime", zh="开始", en="Starts", required=True)
    )
    ends_at: Mapped[datetime.datetime] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="结束", en="Ends", required=True)
    )
    place: Mapped[str | None] = mapped_column(
        String(64), info=field("string", zh="地点", en="Place", max=64)
    )
    trainer_id: Mapped[int | None] = mapped_column(
        ForeignKey("employee.id", name="fk_training_session_trainer"),
        info=field(
            "ref",
            zh="内部讲师",
            en="Trainer",
            help=label(
                zh="内部讲师可以登记出席和成绩",
                en="The trainer writes down who came and how they did",
            ),
            to="Employee",
            on_delete="null",
        ),
    )
    trainer: Mapped[Employee | None] = relationship("Employee", foreign_keys=[trainer_id])
    trainer_name: Mapped[str | None] = mapped_column(
        String(64), info=field("string", zh="外聘讲师", en="Trainer from outside", max=64)
    )
    capacity: Mapped[int] = mapped_column(
        Integer(),
        info=field("int", zh="名额", en="Places", required=True, default=20, max=500, min=1),
    )
    taken: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="已报名", en="Taken", readonly=True, default=0)
    )
    waiting: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="候补", en="Waiting", readonly=True, default=0)
    )
    cost: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="费用", en="Cost", min=0)
    )
    state: Mapped[TrainingSessionState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    enrollments: Mapped[list[TrainingEnrollment]] = relationship(
        "TrainingEnrollment",
        primaryjoin="and_(TrainingSession.id == TrainingEnrollment.session_id, TrainingEnrollment.deleted_at.is_(None))",
        foreign_keys="TrainingEnrollment.session_id",
        order_by="TrainingEnrollment.id",
        viewonly=True,
    )


training_session_hooks = EntityHooks[TrainingSession, TrainingSessionTransition](
    TrainingSession, transitions=("open", "run", "finish", "cancel")
)
