"""Places in a session: confirmed while there are some, then a queue; who leaves lets the first one in (4.4, domain.md §3.14).

Everybody who changes who sits where holds the session's row, so two who ask for the last place wait for each other.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from app.custom.crm import people
from app.generated.course import Course
from app.generated.employee import Employee, employee_hooks
from app.generated.training_enrollment import TrainingEnrollment, training_enrollment_hooks
from app.generated.training_recommendation import TrainingRecommendation
from app.generated.training_session import TrainingSession, training_session_hooks
from app.runtime import clock, notify, records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message

SEATED = ("confirmed", "attended", "passed", "failed", "absent")
"""States that hold a place."""
UNDER_WAY = ("applied", "waitlist", "confirmed", "attended")

notify.kind("training", zh="培训", en="Training")
notify.template(
    "training.confirmed",
    zh="你已报名“{course}”，{when}，{place}。",
    en="You have a place in {course}: {when}, {place}.",
    title=message(zh="培训报名成功", en="Your place in a training"),
)
notify.template(
    "training.waiting",
    zh="“{course}”（{when}）名额已满，你在候补名单中。",
    en="{course} ({when}) is full: you are on the waiting list.",
    title=message(zh="培训候补", en="Waiting for a training"),
)
notify.template(
    "training.promoted",
    zh="有名额空出，你已候补上“{course}”，{when}，{place}。",
    en="A place has become free in {course}: {when}, {place}. It is yours.",
    title=message(zh="培训候补成功", en="A place in a training has become free"),
)


def next_in(capacity: int, seated: int, queue: Sequence[int]) -> list[int]:
    """Of a queue in its order those who get the free places."""
    return list(queue[: max(0, capacity - seated)])


def hold(ctx: Context, session: int) -> TrainingSession:
    """The session as it is now, held until the end of the transaction."""
    ctx.session.flush()
    return ctx.session.scalars(
        select(TrainingSession)
        .where(TrainingSession.id == session)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()


def settle(ctx: Context, session: TrainingSession) -> None:
    """Let the first ones of the queue in, and write down how many sit and wait. The caller holds the session."""
    of = TrainingEnrollment
    rows = ctx.session.execute(
        select(of.state, func.count())
        .where(of.session_id == session.id, of.deleted_at.is_(None))
        .group_by(of.state)
    )
    counts: dict[str, int] = dict(rows.all())
    seated = sum(counts.get(state, 0) for state in SEATED)
    waiting = counts.get("waitlist", 0)
    if waiting and seated < session.capacity and session.state in ("planned", "open"):
        queue = list(
            ctx.session.scalars(
                select(of.id)
                .where(of.session_id == session.id, of.state == "waitlist", of.deleted_at.is_(None))
                .order_by(of.id)
                .limit(session.capacity - seated)
            )
        )
        for id in next_in(session.capacity, seated, queue):
            _tell(ctx, ctx.transition(ctx.get(of, id), "promote"), session, "training.promoted")
            seated, waiting = seated + 1, waiting - 1
    if (session.taken, session.waiting) != (seated, waiting):
        row = {"id": session.id, "taken": seated, "waiting": waiting}
        records.write_set(ctx, TrainingSession, [row], action="each", audit="places")


@training_enrollment_hooks.fills("origin")
def origin(enrolment: TrainingEnrollment, ctx: Context) -> str:
    """By himself because it was recommended to him, by himself, or by somebody else."""
    login = ctx.session.scalar(
        select(Employee.login_id).where(Employee.id == enrolment.employee_id)
    )
    if ctx.person_id is not None and login != ctx.person_id:
        return "assign"
    return "recommend" if _recommendation(ctx, enrolment) else "self"


def _recommendation(ctx: Context, enrolment: TrainingEnrollment) -> TrainingRecommendation | None:
    """The one that waits for an answer; what must be done before what would be good."""
    course = ctx.session.scalar(
        select(TrainingSession.course_id).where(TrainingSession.id == enrolment.session_id)
    )
    of = TrainingRecommendation
    found: TrainingRecommendation | None = ctx.session.scalars(
        select(of)
        .where(
            of.employee_id == enrolment.employee_id, of.course_id == course, of.state == "fresh",
            of.deleted_at.is_(None),
        )
        .order_by(of.mandatory.is_(True).desc(), of.id)
        .limit(1)
    ).first()  # fmt: skip
    return found


@training_enrollment_hooks.check
def may_sit(enrolment: TrainingEnrollment, ctx: Context) -> None:
    """A session that is open, a course that is offered, somebody who works here and does not teach it himself."""
    if ctx.operation.action == "update":
        if ctx.changes.keys() & {"session", "employee"}:
            raise RuleViolation(
                "班次和学员不能更改：请退出后重新报名 / Session and employee stay: withdraw and enrol anew."
            )
        return
    if ctx.operation.action != "create":
        return
    session = ctx.get(TrainingSession, enrolment.session_id)
    if session.state != "open":
        raise RuleViolation(
            "该班次未在报名中 / This session is not open for enrolment.", field="session"
        )
    if not ctx.get(Course, session.course_id).active:
        raise RuleViolation("该课程已停开 / This course is not offered any more.", field="session")
    if session.trainer_id == enrolment.employee_id:
        raise RuleViolation(
            "讲师不能报名自己的班次 / The trainer is no trainee of his own session.",
            field="employee",
        )
    if ctx.get(Employee, enrolment.employee_id).state == "left":
        raise RuleViolation("该员工已离职 / This employee has left.", field="employee")
    _must_not_be_under_way(ctx, enrolment, session.course_id)


def _must_not_be_under_way(ctx: Context, enrolment: TrainingEnrollment, course: int) -> None:
    of = TrainingEnrollment
    other = ctx.session.scalar(
        select(TrainingSession.session_no)
        .join(of, of.session_id == TrainingSession.id)
        .where(
            of.employee_id == enrolment.employee_id, of.course_id == course, of.state.in_(UNDER_WAY),
            of.deleted_at.is_(None),
        )
        .limit(1)
    )  # fmt: skip
    if other is not None:
        raise RuleViolation(
            f"已报名同一课程的班次 {other} / Already enrolled for this course in {other}.",
            field="session",
            code="enrolled",
        )


@training_enrollment_hooks.on_create
def take_a_place(enrolment: TrainingEnrollment, ctx: Context) -> None:
    """Under the session's lock: confirmed, or the last of the queue."""
    session = hold(ctx, enrolment.session_id)
    of = TrainingEnrollment
    seated = ctx.session.scalar(
        select(func.count()).where(
            of.session_id == session.id, of.state.in_(SEATED), of.deleted_at.is_(None)
        )
    )
    is_free = (seated or 0) < session.capacity
    recommendation = _recommendation(ctx, enrolment)
    if recommendation is not None:
        enrolment.recommendation_id = recommendation.id
        ctx.transition(recommendation, "enrol")
    ctx.transition(enrolment, "confirm" if is_free else "wait")
    _tell(ctx, enrolment, session, "training.confirmed" if is_free else "training.waiting")
    settle(ctx, session)


@training_enrollment_hooks.on_transition("withdraw")
@training_enrollment_hooks.on_transition("call_off")
def let_the_next_in(enrolment: TrainingEnrollment, ctx: Context) -> None:
    """His place goes to the first who waits; what was recommended to him waits for an answer again."""
    reopen(ctx, enrolment)
    settle(ctx, hold(ctx, enrolment.session_id))


@employee_hooks.on_transition("leave")
def somebody_has_left(employee: Employee, ctx: Context) -> None:
    """The places that he held in sessions to come go to whoever waits."""
    of, session = TrainingEnrollment, TrainingSession
    rows = ctx.query(
        select(of)
        .join(session, session.id == of.session_id)
        .where(
            of.employee_id == employee.id, of.state.in_(("applied", "waitlist", "confirmed")),
            session.state.in_(("planned", "open")), of.deleted_at.is_(None),
        )
        .order_by(of.session_id)
    ).all()  # fmt: skip
    for enrolment in rows:
        ctx.transition(enrolment, "call_off")


def reopen(ctx: Context, enrolment: TrainingEnrollment) -> None:
    """What was recommended is not done."""
    if enrolment.recommendation_id is None:
        return
    recommendation = ctx.get(TrainingRecommendation, enrolment.recommendation_id)
    if recommendation.state == "enrolled":
        ctx.transition(recommendation, "again")


@training_session_hooks.on_update
def more_places(session: TrainingSession, ctx: Context) -> None:
    """A bigger room lets in who waits; a smaller one than there are people is refused."""
    if "capacity" not in ctx.changes:
        return
    held = hold(ctx, session.id)
    if (held.taken or 0) > held.capacity:
        raise RuleViolation(
            f"已确认 {held.taken} 人，名额不能更少 / {held.taken} have a place: there cannot be fewer.",
            field="capacity",
        )
    settle(ctx, held)


def _tell(
    ctx: Context, enrolment: TrainingEnrollment, session: TrainingSession, template: str
) -> None:
    login = people.login_of_employee(ctx, enrolment.employee_id)
    if login:
        ctx.notify(
            login, template, dedup_key=f"{template} {enrolment.id}", record=enrolment,
            course=session.course_name, when=f"{clock.local(session.starts_at):%Y-%m-%d %H:%M}",
            place=session.place or "—",
        )  # fmt: skip
