"""When courses are recommended: a review is final, somebody changes his position, a certificate runs out, thirty days after a failure."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select

from app.generated.employee import Employee, employee_hooks
from app.generated.employee_skill import EmployeeSkill
from app.generated.training_enrollment import TrainingEnrollment
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.jobs import job, schedule

from . import mandatory
from .facts import FAILED_FOR
from .recommending import JOB, recommend
from .scoring import EXPIRES_WITHIN

CAUGHT_UP = 14
"""Days after which a night that nothing ran on is not made up for any more."""


@job(JOB, label=message(zh="推荐培训课程", en="Recommend courses"))
def run(
    ctx: Context, *, employees: list[int], occasion: str, failing: list[int] | None = None
) -> None:
    """For these people, once for this occasion; what their position makes mandatory first."""
    mandatory.assign(ctx, employees)
    recommend(ctx, employees, dict.fromkeys(employees, occasion), failing=failing or ())


@employee_hooks.on_update
def another_position(employee: Employee, ctx: Context) -> None:
    """Another position asks for other skills."""
    if "position" in ctx.changes:
        ctx.enqueue(
            JOB,
            key=f"{JOB} position {employee.id} {employee.position_id} {ctx.today}",
            employees=[employee.id],
            occasion=f"position {employee.position_id} {ctx.today}",
        )


@schedule(
    "training.certificates",
    cron="0 20 5 * * *",
    label=message(zh="推荐续证和重考", en="Recommend renewals and second attempts"),
)
def every_night(ctx: Context) -> None:
    """Each certificate once when sixty days are left, each failure once after thirty days."""
    occasions: dict[int, str] = {}
    for employee, occasion in (*_failures(ctx), *_certificates(ctx)):
        occasions[employee] = occasion
    if occasions:
        recommend(ctx, occasions, occasions)


def _certificates(ctx: Context) -> list[Any]:
    """Those whose sixty days have begun lately."""
    of = EmployeeSkill
    last = ctx.today + dt.timedelta(days=EXPIRES_WITHIN)
    rows = ctx.session.execute(
        select(of.employee_id, of.skill_id, of.valid_to)
        .join(Employee, Employee.id == of.employee_id)
        .where(
            of.valid_to > last - dt.timedelta(days=CAUGHT_UP), of.valid_to <= last,
            of.deleted_at.is_(None), Employee.state != "left",
        )
        .order_by(of.valid_to, of.id)
    ).all()  # fmt: skip
    return [(row.employee_id, f"expiry {row.skill_id} {row.valid_to}") for row in rows]


def _failures(ctx: Context) -> list[Any]:
    of = TrainingEnrollment
    last = ctx.today - dt.timedelta(days=FAILED_FOR)
    rows = ctx.session.execute(
        select(of.employee_id, of.id)
        .where(
            of.state == "failed", of.deleted_at.is_(None), of.graded_on <= last,
            of.graded_on > last - dt.timedelta(days=CAUGHT_UP),
        )
        .order_by(of.id)
    ).all()  # fmt: skip
    return [(row.employee_id, f"again {row.id}") for row in rows]
