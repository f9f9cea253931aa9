"""A cycle is closed: who might be promoted, who might earn more, as suggestions that change nothing by themselves (4.3, O15.2)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from app.custom.crm import people
from app.custom.people.training import facts, mandatory
from app.generated.employee import Employee
from app.generated.job_change import JobChange
from app.generated.performance_review import PerformanceReview
from app.generated.position import Position
from app.generated.review_cycle import ReviewCycle, review_cycle_hooks
from app.runtime import notify, records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation, message
from app.runtime.jobs import job

from . import raises
from .raises import Raise, Standing

JOB = "performance.suggest"
PART = 100
KINDS = ("hire", "promote", "demote", "transfer")
"""Changes after which somebody is new in his grade."""

notify.template(
    "performance.suggested",
    zh="考核周期“{cycle}”已结束：系统生成了 {count} 条晋升和调薪建议。",
    en="The review cycle {cycle} is closed: the system suggests {count} promotions and raises.",
    title=message(zh="晋升和调薪建议", en="Suggested promotions and raises"),
)


@review_cycle_hooks.on_transition("close")
def closed(cycle: ReviewCycle, ctx: Context) -> None:
    """Refused while an appeal is open; hints stand on the reviews, suggestions follow as jobs."""
    of = PerformanceReview
    open_ones = ctx.session.scalar(
        select(func.count()).where(
            of.cycle_id == cycle.id, of.state != "final", of.deleted_at.is_(None)
        )
    )
    if open_ones:
        raise RuleViolation(
            f"还有 {open_ones} 份考核未定稿（待确认、申诉期内或申诉中） / "
            f"{open_ones} reviews are not final yet: not answered, or appealed.",
            code="not_final",
        )
    rows = _rows(ctx, cycle)
    pay = _pay(cycle, rows)
    ready = _promotions(ctx, cycle, rows)
    hints = [
        {"id": row.id, "promotion_hint": ready.get(row.id), "pay_hint": pay.get(row.id)}
        for row in rows
    ]
    if hints:
        records.write_set(ctx, of, hints, action="each", audit="hints")
    wanted = [
        row.id
        for row in rows
        if (pay.get(row.id) or {}).get("more") or (ready.get(row.id) or {}).get("ready")
    ]
    for start in range(0, len(wanted), PART):
        ctx.enqueue(
            JOB, key=f"{JOB} {cycle.id} {wanted[start]}", cycle=cycle.id,
            reviews=wanted[start : start + PART],
        )  # fmt: skip


def _rows(ctx: Context, cycle: ReviewCycle) -> Sequence[Any]:
    of = PerformanceReview
    return ctx.session.execute(
        select(
            of.id, of.grade, Employee.id.label("employee"), Employee.base_pay,
            Employee.grade.label("level"), Employee.hired_on, Employee.position_id,
            Position.pay_mid, Position.pay_max, Position.grade_max, Position.headcount,
        )
        .join(Employee, Employee.id == of.employee_id)
        .join(Position, Position.id == Employee.position_id)
        .where(
            of.cycle_id == cycle.id, of.grade.is_not(None), Employee.state.in_(("probation", "regular")),
            of.deleted_at.is_(None),
        )
        .order_by(of.id)
    ).all()  # fmt: skip


def _pay(cycle: ReviewCycle, rows: Sequence[Any]) -> dict[int, dict[str, Any]]:
    """Review → the raise of the matrix, scaled into the budget; only who has a pay and a band."""
    found: dict[int, Raise] = {}
    for row in rows:
        if row.base_pay and row.pay_mid:
            one = raises.raised(Decimal(row.base_pay), row.pay_mid, row.grade, row.pay_max)
            if one.more > 0:
                found[row.id] = one
    factor, amounts = raises.scaled([one.more for one in found.values()], cycle.pay_pool)
    return {
        id: {
            "ratio": str(one.ratio), "rate": one.rate, "capped": one.capped, "factor": str(factor),
            "more": str(more) if more > 0 else "", "to": str(one.base + more),
        }
        for (id, one), more in zip(found.items(), amounts, strict=True)
    }  # fmt: skip


def _promotions(ctx: Context, cycle: ReviewCycle, rows: Sequence[Any]) -> dict[int, dict[str, Any]]:
    """Review → each condition, of those with a good grade."""
    good = [row for row in rows if row.grade in raises.GOOD]
    if not good:
        return {}
    ids = [row.employee for row in good]
    grades, since = _grades(ctx, cycle, ids), _in_grade_since(ctx, ids)
    known = facts.read(ctx, ids)
    found = {}
    for row in good:
        person = known.people[row.employee]
        begun = since.get(row.employee, row.hired_on)
        standing = Standing(
            grades=grades[row.employee],
            months_in_grade=_months(begun, ctx.today),
            training_valid=not _is_missing(known, person),
            vacancy=bool(row.grade_max and row.level < row.grade_max)
            and known.colleagues[row.position_id] <= row.headcount,
        )
        found[row.id] = {
            "ready": standing.is_ready, "to_grade": row.level + 1, "conditions": standing.conditions(),
        }  # fmt: skip
    return found


def _is_missing(known: facts.Facts, person: facts.Person) -> bool:
    """A mandatory course that he has not, or not any more."""
    owed = {course for course, positions in known.mandatory.items() if person.position in positions}
    return bool(owed & person.waiting) or any(
        course not in person.passed for course, _, _ in mandatory.missing(known, person)
    )


def _grades(ctx: Context, cycle: ReviewCycle, ids: Sequence[int]) -> Mapping[int, list[str]]:
    """The newest first."""
    of = PerformanceReview
    found: dict[int, list[str]] = defaultdict(list)
    for employee, grade in ctx.session.execute(
        select(of.employee_id, of.grade)
        .join(ReviewCycle, ReviewCycle.id == of.cycle_id)
        .where(
            of.employee_id.in_(ids), of.grade.is_not(None), of.state == "final",
            ReviewCycle.period_to <= cycle.period_to, of.deleted_at.is_(None),
        )
        .order_by(ReviewCycle.period_to.desc(), of.id.desc())
    ):  # fmt: skip
        if grade is not None:
            found[employee].append(grade)
    return found


def _in_grade_since(ctx: Context, ids: Sequence[int]) -> dict[int, dt.date]:
    of = JobChange
    return dict(
        ctx.session.execute(
            select(of.employee_id, func.max(of.effective_on))
            .where(
                of.employee_id.in_(ids), of.state == "effective", of.kind.in_(KINDS),
                of.deleted_at.is_(None),
            )
            .group_by(of.employee_id)
        ).all()
    )  # fmt: skip


def _months(since: dt.date, until: dt.date) -> int:
    """Whole months."""
    months = (until.year - since.year) * 12 + until.month - since.month
    return months - (until.day < since.day)


@job(JOB, label=message(zh="生成晋升和调薪建议", en="Suggest promotions and raises"))
def suggest(ctx: Context, *, cycle: int, reviews: list[int]) -> None:
    """For HR to take up or refuse; in one transaction, so each stands there once."""
    of = PerformanceReview
    name = ctx.get(ReviewCycle, cycle).name
    count = 0
    for review in ctx.query(select(of).where(of.id.in_(reviews)).order_by(of.id)).all():
        hint, pay = review.promotion_hint or {}, review.pay_hint or {}
        more: dict[str, Any] = {"to_pay": Decimal(pay["to"])} if pay.get("more") else {}
        if hint.get("ready"):
            more["to_grade"] = hint["to_grade"]
        if not more:
            continue
        kind = "promote" if "to_grade" in more else "pay"
        assert review.grade is not None  # noqa: S101 - only graded reviews have hints
        made = ctx.create(
            JobChange, employee=review.employee_id, kind=kind, effective_on=_first_of_next_month(ctx.today),
            reason=f"{name}：{review.grade.upper()}", suggested=True, **more,
        )  # fmt: skip
        ctx.transition(made, "suggest")
        count += 1
    if count:
        ctx.notify(
            people.holders(ctx, "hr", None), "performance.suggested",
            dedup_key=f"performance.suggested {cycle} {reviews[0]}", cycle=name, count=count,
        )  # fmt: skip


def _first_of_next_month(day: dt.date) -> dt.date:
    return (day.replace(day=28) + dt.timedelta(days=5)).replace(day=1)
