"""A cycle is published: everybody sees his result, may appeal for five working days, and then it is final by itself (4.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import func, select

from app.custom.crm import working_calendar  # noqa: F401 - holidays and hours of this company
from app.custom.people.training.recommending import JOB
from app.generated.employee import Employee
from app.generated.performance_review import PerformanceReview, performance_review_hooks
from app.generated.review_cycle import ReviewCycle, review_cycle_hooks
from app.runtime import calendar, notify, records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message
from app.runtime.jobs import schedule

from . import scores

APPEAL_DAYS = 5
"""Working days in which an employee may appeal."""
AUDIT = "published"
PART = 200

notify.template(
    "performance.published",
    zh="你的考核结果（{cycle}）已公布，请确认；如有异议，请在 {until} 前申诉。",
    en="Your review ({cycle}) is published: acknowledge it, or appeal until {until}.",
    title=message(zh="考核结果已公布", en="Your review is published"),
)


def working_days_after(day: dt.date, number: int) -> dt.date:
    """The `number`-th working day after a day, make-up days counted."""
    known = calendar.named("working")
    assert isinstance(known, calendar.WorkingCalendar)  # noqa: S101 - the one that is round the clock is another
    while number:
        day += dt.timedelta(days=1)
        number -= bool(known.is_workday(day))
    return day


@review_cycle_hooks.on_transition("publish")
def published(cycle: ReviewCycle, ctx: Context) -> None:
    """What was drafted becomes what the employee reads; refused while somebody is not calibrated."""
    of = PerformanceReview
    waiting = ctx.session.scalar(
        select(func.count()).where(
            of.cycle_id == cycle.id, of.state.in_(("pending", "self_done", "manager_done")),
            of.deleted_at.is_(None),
        )
    )  # fmt: skip
    if waiting:
        raise RuleViolation(
            f"还有 {waiting} 份考核没有校准 / {waiting} reviews are not calibrated yet.",
            code="uncalibrated",
        )
    until = working_days_after(ctx.today, APPEAL_DAYS)
    rows = ctx.session.execute(
        select(
            of.id, of.judged_score, of.judged_comment, of.peer_avg, of.peer_count, of.draft_score,
            of.draft_grade, Employee.login_id,
        )
        .join(Employee, Employee.id == of.employee_id)
        .where(of.cycle_id == cycle.id, of.state == "calibrated", of.deleted_at.is_(None))
        .order_by(of.id)
    ).all()  # fmt: skip
    steps = [
        {
            "id": row.id, "manager_score": row.judged_score, "comment": row.judged_comment,
            "peer_score": row.peer_avg if (row.peer_count or 0) >= scores.LEAST_PEERS else None,
            "final_score": row.draft_score, "grade": row.draft_grade, "published_at": ctx.now,
            "appeal_until": until,
        }
        for row in rows
    ]  # fmt: skip
    if steps:
        records.write_set(ctx, of, steps, action="step", step="publish", audit=AUDIT)
    cycle.published_at = ctx.now
    notify.send_each(
        ctx,
        "performance.published",
        [
            notify.Told(
                row.login_id,
                {"cycle": cycle.name, "until": until.isoformat()},
                dedup_key=f"performance.published {row.id}",
            )
            for row in rows
            if row.login_id is not None
        ],
    )


@schedule(
    "performance.final",
    cron="0 30 0 * * *",
    label=message(zh="申诉期满定稿", en="Make reviews final"),
)
def make_final(ctx: Context) -> None:
    """Just after midnight: whoever has not answered in time has accepted."""
    of = PerformanceReview
    ids = ctx.session.scalars(
        select(of.id)
        .where(of.state == "published", of.appeal_until < ctx.today, of.deleted_at.is_(None))
        .order_by(of.id)
    ).all()
    rows = [{"id": id} for id in ids]
    if rows:
        records.write_set(ctx, of, rows, action="step", step="auto_final", audit="final")


@performance_review_hooks.on_transition("finalise")
@performance_review_hooks.on_transition("auto_final")
def one_is_final(review: PerformanceReview, ctx: Context) -> None:
    """Courses are recommended by what it says."""
    several_are_final([review.id], ctx)


@performance_review_hooks.on_transition_many("auto_final")
def several_are_final(ids: Sequence[int], ctx: Context) -> None:
    """The same for many: one job for some two hundred people of a cycle."""
    of = PerformanceReview
    ctx.session.flush()
    rows = ctx.session.execute(
        select(of.cycle_id, of.employee_id, of.grade)
        .where(of.id.in_(ids))
        .order_by(of.cycle_id, of.employee_id)
    ).all()
    by_cycle: dict[int, list[tuple[int, str | None]]] = {}
    for cycle, employee, grade in rows:
        by_cycle.setdefault(cycle, []).append((employee, grade))
    for cycle, people in by_cycle.items():
        for start in range(0, len(people), PART):
            part = people[start : start + PART]
            ctx.enqueue(
                JOB,
                key=f"{JOB} review {cycle} {part[0][0]} {part[-1][0]}",
                employees=[employee for employee, _ in part],
                occasion=f"review {cycle}",
                failing=[employee for employee, grade in part if grade == "d"],
            )
