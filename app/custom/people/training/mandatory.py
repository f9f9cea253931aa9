"""What a position makes mandatory: found every night, due by a day, told once when it is late (4.4)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from app.custom.crm import people
from app.generated.course import Course
from app.generated.course.model import course_mandatory_for
from app.generated.employee import Employee
from app.generated.training_recommendation import TrainingRecommendation
from app.runtime import notify
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import schedule

from . import facts
from .facts import Facts, Person
from .recommending import PART, row, write
from .scoring import EXPIRES_WITHIN

notify.template(
    "training.overdue",
    zh="必修课程“{course}”已于 {day} 逾期，请尽快报名。",
    en="The mandatory course {course} was due on {day}: enrol as soon as you can.",
    title=message(zh="必修培训逾期", en="Mandatory training overdue"),
)
notify.template(
    "training.overdue_hr",
    zh="今天起有 {count} 项必修培训逾期。",
    en="{count} mandatory trainings are overdue from today.",
    title=message(zh="必修培训逾期 {count} 项", en="{count} mandatory trainings overdue"),
)


@schedule(
    "training.mandatory",
    cron="0 10 5 * * *",
    label=message(zh="检查必修培训", en="Look after mandatory training"),
)
def look_after(ctx: Context) -> None:
    """Every night: what is missing is assigned, what is late is told."""
    assign(ctx, holders(ctx))
    tell_late(ctx)


def holders(ctx: Context) -> list[int]:
    """Everybody in a position for which a course is mandatory."""
    return list(
        ctx.session.scalars(
            select(Employee.id)
            .where(
                Employee.position_id.in_(select(course_mandatory_for.c.position_id)),
                Employee.state.in_(("onboarding", "probation", "regular")),
                Employee.deleted_at.is_(None),
            )
            .order_by(Employee.id)
        )
    )


def assign(ctx: Context, employees: Collection[int]) -> int:
    """A mandatory recommendation for each course that is missing or about to run out; returns how many."""
    made = 0
    ids = sorted(employees)
    for start in range(0, len(ids), PART):
        known = facts.read(ctx, ids[start : start + PART])
        rows = [
            _row(known, person, course, why, due)
            for person in known.people.values()
            for course, why, due in missing(known, person)
        ]
        made += write(ctx, known, rows)
    return made


def _row(known: Facts, person: Person, course: int, why: str, due: dt.date) -> dict[str, Any]:
    """With the day on which what he has passed ends."""
    terms, about = known.terms(person, course)
    told = {**about, "why": due.isoformat()}
    return row(known, person, course, f"must {due}", terms, told, why=why, due=due)


def missing(known: Facts, person: Person) -> list[tuple[int, str, dt.date]]:
    """Course, why, and the day by which he has to pass it."""
    found = []
    for course, positions in known.mandatory.items():
        # What was only recommended, or dismissed while it was only that, is no reason: nobody gets out of it that way.
        if person.position not in positions or course in person.owed or course in person.busy:
            continue
        if course in person.passed:
            until = person.passed[course]
            assert until is not None  # noqa: S101 - for good is among what is busy
            found.append((course, "renewal", until))
            continue
        within = dt.timedelta(days=known.courses[course].within_days)
        # A rule of today does not make anybody late who was hired years ago.
        due = person.hired_on + within
        found.append((course, "position", due if due >= known.today else known.today + within))
    return found


def tell_late(ctx: Context) -> None:
    """Whoever is late hears of each course once, HR of their number once a day."""
    of = TrainingRecommendation
    rows = ctx.session.execute(
        select(of.id, of.due_on, of.employee_id, Course.name, Employee.login_id)
        .join(Course, Course.id == of.course_id)
        .join(Employee, Employee.id == of.employee_id)
        .where(
            of.mandatory.is_(True), of.state.in_(("fresh", "enrolled")), of.due_on < ctx.today,
            of.due_on >= ctx.today - dt.timedelta(days=EXPIRES_WITHIN), of.deleted_at.is_(None),
            Employee.state != "left",
        )
        .order_by(of.id)
    ).all()  # fmt: skip
    notify.send_each(
        ctx,
        "training.overdue",
        [
            notify.Told(
                one.login_id,
                {"course": one.name, "day": one.due_on.isoformat()},
                dedup_key=f"training.overdue {one.id}",
            )
            for one in rows
            if one.login_id is not None
        ],
    )
    by_day: dict[dt.date, int] = defaultdict(int)
    for one in rows:
        by_day[one.due_on] += 1
    new = by_day.get(ctx.today - dt.timedelta(days=1), 0)
    if new:
        notify.send_each(
            ctx,
            "training.overdue_hr",
            [
                notify.Told(
                    login, {"count": new}, dedup_key=f"training.overdue_hr {ctx.today} {login}"
                )
                for login in people.holders(ctx, "hr", None)
            ],
        )
