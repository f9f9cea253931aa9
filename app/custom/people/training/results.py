"""What became of a trainee: passed feeds the skill map and the certificate, failed waits thirty days (4.4)."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

from sqlalchemy import select

from app.generated.course import Course
from app.generated.course_skill import CourseSkill
from app.generated.employee_skill import EmployeeSkill
from app.generated.training_enrollment import TrainingEnrollment, training_enrollment_hooks
from app.generated.training_recommendation import TrainingRecommendation
from app.generated.training_session import TrainingSession
from app.runtime import clock
from app.runtime.context import Context

from .places import hold, reopen, settle


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def level_after(old: int | None, taught: int) -> int:
    """Nobody unlearns by a course."""
    return max(old or 0, taught)


@training_enrollment_hooks.on_transition("succeed")
def passed(enrolment: TrainingEnrollment, ctx: Context) -> None:
    """A certificate number, how long it is valid, the skills that it taught; what asked for it is fulfilled."""
    session = ctx.get(TrainingSession, enrolment.session_id)
    course = ctx.get(Course, session.course_id)
    day = clock.local(session.ends_at).date()
    enrolment.graded_on = ctx.today
    enrolment.certificate_no = f"{session.session_no}-{enrolment.id:05d}"
    if course.validity_months:
        enrolment.valid_to = months_after(day, course.validity_months)
    _feed_the_skill_map(ctx, enrolment)
    of = TrainingRecommendation
    for one in ctx.query(
        select(of).where(
            of.employee_id == enrolment.employee_id, of.course_id == course.id,
            of.state.in_(("fresh", "enrolled")), of.deleted_at.is_(None),
        )
    ).all():  # fmt: skip
        ctx.transition(one, "fulfil")


def _feed_the_skill_map(ctx: Context, enrolment: TrainingEnrollment) -> None:
    taught = ctx.session.execute(
        select(CourseSkill.skill_id, CourseSkill.to_level).where(
            CourseSkill.course_id == enrolment.course_id, CourseSkill.deleted_at.is_(None)
        )
    ).all()
    of = EmployeeSkill
    has = {
        row.skill_id: row
        for row in ctx.query(
            select(of).where(
                of.employee_id == enrolment.employee_id,
                of.skill_id.in_([row.skill_id for row in taught]),
                of.deleted_at.is_(None),
            )
        )
    }
    for skill, level in taught:
        old = has.get(skill)
        values = {
            "level": level_after(old.level if old else None, level), "source": "training",
        } | ({"certificate_no": enrolment.certificate_no, "valid_to": enrolment.valid_to} if enrolment.valid_to else {})  # fmt: skip
        if old is None:
            ctx.create(of, employee=enrolment.employee_id, skill=skill, **values)
            continue
        if old.valid_to and enrolment.valid_to and old.valid_to > enrolment.valid_to:
            # The certificate that he has lasts longer than the one of this course.
            values = {"level": values["level"]}
        ctx.update(old, **values)


@training_enrollment_hooks.on_transition("fail")
def failed(enrolment: TrainingEnrollment, ctx: Context) -> None:
    """What must be done still must; what was recommended is recommended again after thirty days."""
    enrolment.graded_on = ctx.today
    if enrolment.recommendation_id is None:
        return
    one = ctx.get(TrainingRecommendation, enrolment.recommendation_id)
    if one.state == "enrolled":
        ctx.transition(one, "again" if one.mandatory else "lapse")


@training_enrollment_hooks.on_transition("miss")
def absent(enrolment: TrainingEnrollment, ctx: Context) -> None:
    """Who did not come has not done what was recommended."""
    reopen(ctx, enrolment)
    settle(ctx, hold(ctx, enrolment.session_id))
