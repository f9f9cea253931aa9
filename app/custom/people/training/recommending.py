"""Recommendations are written: the best courses for somebody, once for each occasion (4.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select

from app.generated.employee import Employee
from app.generated.training_recommendation import (
    TrainingRecommendation,
    training_recommendation_hooks,
)
from app.runtime import notify, records
from app.runtime.context import Context
from app.runtime.errors import message

from . import facts, scoring, words
from .facts import Facts, Person
from .scoring import ZERO, Terms

PART = 500
JOB = "training.recommend"

notify.template(
    "training.recommended",
    zh="为你推荐了 {count} 门培训课程：{courses}。",
    en="{count} courses are recommended to you: {courses}.",
    title=message(zh="培训推荐", en="Courses for you"),
)
notify.template(
    "training.mandatory",
    zh="你有必修课程须在期限内通过：{courses}。",
    en="Mandatory courses that you have to pass in time: {courses}.",
    title=message(zh="必修培训", en="Mandatory training"),
)


@training_recommendation_hooks.on_transition("dismiss")
def dismissed(one: TrainingRecommendation, ctx: Context) -> None:
    """For ninety days it is not recommended again."""
    one.decided_on = ctx.today


def recommend(
    ctx: Context,
    employees: Collection[int],
    batch: Mapping[int, str],
    *,
    failing: Collection[int] = (),
) -> int:
    """For these people the best courses that nobody has recommended yet; returns how many.

    `batch`: employee → the occasion; one course is recommended once an occasion. `failing`: who has grade D, to whom
    the best course is assigned whatever its score.
    """
    made = 0
    ids = sorted(employees)
    for start in range(0, len(ids), PART):
        part = ids[start : start + PART]
        part = _not_yet(ctx, part, batch)
        if not part:
            continue
        known = facts.read(ctx, part)
        rows: list[dict[str, Any]] = []
        for person in known.people.values():
            rows += _rows(known, person, batch[person.id], is_failing=person.id in failing)
        made += write(ctx, known, rows)
    return made


def _not_yet(ctx: Context, employees: Collection[int], batch: Mapping[int, str]) -> list[int]:
    """Those of whom this occasion is not on record: else every run would add the next best courses."""
    of = TrainingRecommendation
    there = {
        (row.employee_id, row.batch)
        for row in ctx.session.execute(
            select(of.employee_id, of.batch)
            .where(
                of.employee_id.in_(employees),
                of.batch.in_({batch[one] for one in employees}),
                of.deleted_at.is_(None),
            )
            .distinct()
        )
    }
    return [one for one in employees if (one, batch[one]) not in there]


def _rows(known: Facts, person: Person, batch: str, *, is_failing: bool) -> list[dict[str, Any]]:
    scored = facts.scored(known, person)
    best = scoring.best({course: terms for course, (terms, _) in scored.items()})
    rows = [row(known, person, course, batch, *scored[course]) for course in best]
    if not is_failing:
        return rows
    first = _most_needed({course: terms for course, (terms, _) in scored.items()})
    if first is None:
        return rows
    terms, about = scored[first]
    assigned = row(known, person, first, batch, terms, about, why="grade_d")
    return [assigned, *(one for one in rows if one["course_id"] != first)]


def _most_needed(scored: Mapping[int, Terms]) -> int | None:
    """What helps his weakest indicator most, else what he needs most."""
    useful = [course for course, terms in scored.items() if terms.score > ZERO]
    return min(useful, key=lambda one: (-scored[one].kpi, -scored[one].score, one), default=None)


def row(
    known: Facts, person: Person, course: int, batch: str, terms: Terms, about: Mapping[str, str], *,
    why: str = "", due: dt.date | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Columns of a recommendation; with `why` it is mandatory."""
    within = dt.timedelta(days=known.courses[course].within_days)
    return {
        "employee_id": person.id, "employee_name": person.name, "course_id": course, "batch": batch,
        "score": terms.score * 100, "mandatory": bool(why),
        "due_on": (due or known.today + within) if why else None,
        "reasons": words.reasons(terms, about, why),
    }  # fmt: skip


def write(ctx: Context, known: Facts, rows: list[dict[str, Any]]) -> int:
    """Those that no run of before has written; each person is told of his once."""
    rows = _new(ctx, rows)
    if not rows:
        return 0
    records.write_set(ctx, TrainingRecommendation, rows, action="make", audit="recommended")
    _tell(ctx, known, rows)
    return len(rows)


def _new(ctx: Context, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    of = TrainingRecommendation
    there = set(
        ctx.session.execute(
            select(of.employee_id, of.course_id, of.batch).where(
                of.employee_id.in_({row["employee_id"] for row in rows}),
                of.batch.in_({row["batch"] for row in rows}),
                of.deleted_at.is_(None),
            )
        ).all()
    )
    return [
        one for one in rows if (one["employee_id"], one["course_id"], one["batch"]) not in there
    ]


def _tell(ctx: Context, known: Facts, rows: list[dict[str, Any]]) -> None:
    people = sorted({row["employee_id"] for row in rows})
    logins = dict(
        ctx.session.execute(
            select(Employee.id, Employee.login_id).where(
                Employee.id.in_(people), Employee.login_id.is_not(None)
            )
        ).all()
    )
    for template, mandatory in (("training.mandatory", True), ("training.recommended", False)):
        told = []
        for person, login in sorted(logins.items()):
            mine = [r for r in rows if r["employee_id"] == person and r["mandatory"] is mandatory]
            if mine and login is not None:
                names = "、".join(known.courses[one["course_id"]].name for one in mine)
                told.append(
                    notify.Told(
                        login,
                        {"count": len(mine), "courses": names},
                        dedup_key=f"{template} {person} {mine[0]['batch']}",
                    )
                )
        notify.send_each(ctx, template, told)
