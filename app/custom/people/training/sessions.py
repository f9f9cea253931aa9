"""The way of a session: begun at its time, ended when everybody has a result, called off with word to everybody (4.4)."""

from __future__ import annotations

from sqlalchemy import func, select

from app.generated.employee import Employee
from app.generated.training_enrollment import TrainingEnrollment
from app.generated.training_session import TrainingSession, training_session_hooks
from app.runtime import clock, notify, records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message
from app.runtime.jobs import schedule

notify.template(
    "training.called_off",
    zh="“{course}”（{when}）已取消：{reason}",
    en="{course} ({when}) is called off: {reason}",
    title=message(zh="培训取消", en="A training is called off"),
)


@training_session_hooks.check
def somebody_teaches_it(session: TrainingSession, ctx: Context) -> None:
    """Before people enrol they know who teaches; the course of a session with people stays."""
    if ctx.transition_name == "open" and session.trainer_id is None and not session.trainer_name:
        raise RuleViolation(
            "开放报名前请填写讲师 / Say who teaches it before it opens.", field="trainer"
        )
    if ctx.operation.action == "update" and "course" in ctx.changes and session.taken:
        raise RuleViolation(
            "已有学员的班次不能更换课程 / People are enrolled: the course stays.", field="course"
        )


@training_session_hooks.on_transition("finish")
def everybody_has_a_result(session: TrainingSession, ctx: Context) -> None:
    """Refused with the number of those without; who still waited is let go."""
    of = TrainingEnrollment
    open_ones = ctx.session.scalar(
        select(func.count()).where(
            of.session_id == session.id, of.state.in_(("applied", "confirmed", "attended")),
            of.deleted_at.is_(None),
        )
    )  # fmt: skip
    if open_ones:
        raise RuleViolation(
            f"还有 {open_ones} 名学员没有结果，请先登记出席和成绩 / "
            f"{open_ones} have no result yet: write down who came and how they did.",
            code="results",
        )
    _release(ctx, session, ("waitlist",), "班次已结束 / The session is over.")


@training_session_hooks.on_transition("cancel")
def word_to_everybody(session: TrainingSession, ctx: Context) -> None:
    """Nobody travels for nothing."""
    _release(ctx, session, ("applied", "waitlist", "confirmed"), ctx.note or "—")


def _release(ctx: Context, session: TrainingSession, states: tuple[str, ...], reason: str) -> None:
    of = TrainingEnrollment
    rows = ctx.session.execute(
        select(of, Employee.login_id)
        .join(Employee, Employee.id == of.employee_id)
        .where(of.session_id == session.id, of.state.in_(states), of.deleted_at.is_(None))
        .order_by(of.id)
    ).all()
    when = f"{clock.local(session.starts_at):%Y-%m-%d %H:%M}"
    told = [
        notify.Told(
            login,
            {"course": session.course_name, "when": when, "reason": reason},
            dedup_key=f"training.called_off {one.id}",
            record=session,
        )
        for one, login in rows
        if login is not None
    ]
    for one, _ in rows:
        ctx.transition(one, "call_off")
    notify.send_each(ctx, "training.called_off", told)


@schedule(
    "training.begin",
    cron="0 */10 * * * *",
    label=message(zh="到时开班", en="Begin training sessions"),
)
def begin(ctx: Context) -> None:
    """Every ten minutes: what has reached its hour is running."""
    ids = ctx.session.scalars(
        select(TrainingSession.id)
        .where(
            TrainingSession.state == "open", TrainingSession.starts_at <= ctx.now,
            TrainingSession.deleted_at.is_(None),
        )
        .order_by(TrainingSession.id)
    ).all()  # fmt: skip
    for id in ids:
        records.transition(ctx, TrainingSession, id, "run")
