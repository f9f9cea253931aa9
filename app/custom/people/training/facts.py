"""What a recommendation goes by, read for many people at once: the same number of statements for one and for five hundred."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import distinct, func, select

from app.generated.course import Course
from app.generated.course.model import course_indicators, course_mandatory_for
from app.generated.course_skill import CourseSkill
from app.generated.employee import Employee
from app.generated.employee_skill import EmployeeSkill
from app.generated.kpi_indicator import KpiIndicator
from app.generated.performance_review import PerformanceReview
from app.generated.position_skill import PositionSkill
from app.generated.review_item import ReviewItem
from app.generated.skill import Skill
from app.generated.training_enrollment import TrainingEnrollment
from app.generated.training_recommendation import TrainingRecommendation
from app.runtime.context import Context

from . import scoring
from .places import UNDER_WAY
from .scoring import EXPIRES_WITHIN, Need, Terms

DISMISSED_FOR = 90
FAILED_FOR = 30
"""Days in which a course that was dismissed, or failed, is not recommended again."""
PUBLISHED = ("published", "acknowledged", "appealed", "reviewed", "final")


@dataclass
class Person:
    """Somebody, as a recommendation sees him."""

    id: int
    name: str
    position: int
    hired_on: dt.date
    levels: dict[int, int] = field(default_factory=dict)
    ends: dict[int, dt.date] = field(default_factory=dict)
    scores: dict[int, Decimal] = field(default_factory=dict)
    shut: set[int] = field(default_factory=set)
    """Courses that are not recommended to him now."""
    busy: set[int] = field(default_factory=set)
    """Of these: enrolled, failed lately, or passed and valid for long. What he dismissed is not among them."""
    waiting: set[int] = field(default_factory=set)
    """Courses that are recommended to him already."""
    owed: set[int] = field(default_factory=set)
    """Of these: those that he must pass."""
    passed: dict[int, dt.date | None] = field(default_factory=dict)
    """Course → until when what he passed is valid; None: for good."""


@dataclass
class Facts:
    """People, courses, what positions ask for."""

    today: dt.date
    people: dict[int, Person]
    courses: dict[int, Course]
    teaches: dict[int, dict[int, int]]
    mandatory: dict[int, set[int]]
    """Course → positions."""
    helps: dict[int, set[int]]
    asks: dict[int, dict[int, tuple[int, Decimal]]]
    """Position → skill → level, weight."""
    colleagues: dict[int, int]
    passed_by: dict[tuple[int, int], int]
    skills: dict[int, str]
    indicators: dict[int, str]

    def terms(self, person: Person, course: int) -> tuple[Terms, dict[str, str]]:
        """The terms of a course for somebody, and what each is about."""
        asks = self.asks.get(person.position, {})
        taught = [skill for skill in self.teaches[course] if skill in asks]
        needs = {
            skill: Need(asks[skill][0], person.levels.get(skill, 0), asks[skill][1])
            for skill in taught
        }
        linked = {one: person.scores[one] for one in self.helps[course] if one in person.scores}
        ends = [
            day
            for skill in self.teaches[course]
            if (day := person.ends.get(skill)) is not None
            and day <= self.today + dt.timedelta(days=EXPIRES_WITHIN)
        ]
        is_mandatory = person.position in self.mandatory[course]
        is_related = bool(taught) or bool(linked)
        terms = Terms(
            gap=scoring.gap(needs.values()),
            kpi=scoring.weak(linked.values()),
            role=scoring.ONE if is_mandatory else scoring.RELATED if is_related else scoring.ZERO,
            expiry=scoring.ONE if ends else scoring.ZERO,
            peer=scoring.share(
                self.passed_by.get((person.position, course), 0), self.colleagues[person.position]
            ),
        )
        missing = [skill for skill, need in needs.items() if need.current < need.required]
        worst = min(linked, key=lambda one: linked[one], default=None)
        return terms, {
            "gap": "、".join(
                f"{self.skills[skill]} {needs[skill].current}→{needs[skill].required}"
                for skill in missing
            ),
            "kpi": f"{self.indicators[worst]} {linked[worst]}" if worst is not None else "",
            "expiry": min(ends).isoformat() if ends else "",
        }


def read(ctx: Context, employees: Collection[int]) -> Facts:
    """For these people; who has left is not among them."""
    rows = ctx.session.execute(
        select(Employee.id, Employee.name, Employee.position_id, Employee.hired_on).where(
            Employee.id.in_(employees), Employee.state != "left", Employee.deleted_at.is_(None)
        )
    ).all()
    folk = {row.id: Person(row.id, row.name, row.position_id, row.hired_on) for row in rows}
    positions = {person.position for person in folk.values()}
    courses = {
        one.id: one
        for one in ctx.session.scalars(
            select(Course).where(Course.active.is_(True), Course.deleted_at.is_(None))
        )
    }
    facts = Facts(
        ctx.today, folk, courses, _pairs_of_skills(ctx, courses),
        _pairs(ctx, course_mandatory_for, "position_id", courses),
        _pairs(ctx, course_indicators, "kpi_indicator_id", courses),
        _asks(ctx, positions), {}, {}, {}, {},
    )  # fmt: skip
    _colleagues(ctx, facts, positions)
    _skills_of(ctx, facts)
    _scores_of(ctx, facts)
    _history_of(ctx, facts)
    facts.skills = dict(ctx.session.execute(select(Skill.id, Skill.name)).all())
    facts.indicators = dict(ctx.session.execute(select(KpiIndicator.id, KpiIndicator.name)).all())
    return facts


def _pairs(ctx: Context, table: Any, other: str, courses: Iterable[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {course: set() for course in courses}
    for course, one in ctx.session.execute(select(table.c.course_id, table.c[other])):
        if course in found:
            found[course].add(one)
    return found


def _pairs_of_skills(ctx: Context, courses: Iterable[int]) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {course: {} for course in courses}
    of = CourseSkill
    for course, skill, level in ctx.session.execute(
        select(of.course_id, of.skill_id, of.to_level).where(of.deleted_at.is_(None))
    ):
        if course in found:
            found[course][skill] = level
    return found


def _asks(ctx: Context, positions: Collection[int]) -> dict[int, dict[int, tuple[int, Decimal]]]:
    found: dict[int, dict[int, tuple[int, Decimal]]] = defaultdict(dict)
    of = PositionSkill
    for row in ctx.session.execute(
        select(of.position_id, of.skill_id, of.level, of.weight).where(
            of.position_id.in_(positions), of.deleted_at.is_(None)
        )
    ):
        found[row.position_id][row.skill_id] = (row.level, row.weight)
    return found


def _colleagues(ctx: Context, facts: Facts, positions: Collection[int]) -> None:
    working = (
        Employee.position_id.in_(positions), Employee.state != "left", Employee.deleted_at.is_(None),
    )  # fmt: skip
    for position, number in ctx.session.execute(
        select(Employee.position_id, func.count()).where(*working).group_by(Employee.position_id)
    ):
        facts.colleagues[position] = number
    of = TrainingEnrollment
    for position, course, number in ctx.session.execute(
        select(Employee.position_id, of.course_id, func.count(distinct(of.employee_id)))
        .join(Employee, Employee.id == of.employee_id)
        .where(of.state == "passed", of.deleted_at.is_(None), *working)
        .group_by(Employee.position_id, of.course_id)
    ):
        if course is not None:
            facts.passed_by[position, course] = number


def _skills_of(ctx: Context, facts: Facts) -> None:
    """A certificate that has run out is no level any more."""
    of = EmployeeSkill
    for row in ctx.session.execute(
        select(of.employee_id, of.skill_id, of.level, of.valid_to).where(
            of.employee_id.in_(facts.people), of.deleted_at.is_(None)
        )
    ):
        person = facts.people[row.employee_id]
        is_over = row.valid_to is not None and row.valid_to < facts.today
        person.levels[row.skill_id] = 0 if is_over else row.level
        if row.valid_to is not None:
            person.ends[row.skill_id] = row.valid_to


def _scores_of(ctx: Context, facts: Facts) -> None:
    """The indicators of everybody's last review that is published."""
    of = PerformanceReview
    last = (
        select(func.max(of.id).label("id"))
        .where(of.employee_id.in_(facts.people), of.state.in_(PUBLISHED), of.deleted_at.is_(None))
        .group_by(of.employee_id)
        .subquery()
    )
    for row in ctx.session.execute(
        select(of.employee_id, ReviewItem.indicator_id, ReviewItem.score)
        .join(ReviewItem, ReviewItem.review_id == of.id)
        .join(last, last.c.id == of.id)
        .where(ReviewItem.score.is_not(None), ReviewItem.deleted_at.is_(None))
    ):
        facts.people[row.employee_id].scores[row.indicator_id] = row.score


def _history_of(ctx: Context, facts: Facts) -> None:
    """What each has passed, is doing, failed, dismissed, or was recommended already."""
    today = facts.today
    of = TrainingEnrollment
    soon = today + dt.timedelta(days=EXPIRES_WITHIN)
    for row in ctx.session.execute(
        select(of.employee_id, of.course_id, of.state, of.valid_to, of.graded_on)
        .where(
            of.employee_id.in_(facts.people), of.deleted_at.is_(None),
            of.state.in_((*UNDER_WAY, "passed", "failed")),
        )
        .order_by(of.id)
    ):  # fmt: skip
        person = facts.people[row.employee_id]
        if row.course_id is None:
            continue
        if row.state == "passed":
            _passed(person, row.course_id, row.valid_to)
        elif row.state != "failed" or _within(row.graded_on, today, FAILED_FOR):
            person.busy.add(row.course_id)
    for person in facts.people.values():
        person.busy |= {
            course for course, until in person.passed.items() if until is None or until > soon
        }
        person.shut |= person.busy
    rec = TrainingRecommendation
    for one in ctx.session.execute(
        select(rec.employee_id, rec.course_id, rec.state, rec.decided_on, rec.mandatory).where(
            rec.employee_id.in_(facts.people), rec.deleted_at.is_(None),
            rec.state.in_(("fresh", "enrolled", "dismissed")),
        )
    ):  # fmt: skip
        person = facts.people[one.employee_id]
        if one.state != "dismissed":
            person.waiting.add(one.course_id)
            if one.mandatory:
                person.owed.add(one.course_id)
        elif _within(one.decided_on, today, DISMISSED_FOR):
            person.shut.add(one.course_id)


def _passed(person: Person, course: int, until: dt.date | None) -> None:
    """The longest that he has."""
    known = person.passed.get(course, dt.date.min)
    person.passed[course] = None if until is None or known is None else max(known, until)


def _within(day: dt.date | None, today: dt.date, days: int) -> bool:
    return day is not None and (today - day).days < days


def scored(facts: Facts, person: Person) -> Mapping[int, tuple[Terms, dict[str, str]]]:
    """Every course that may be recommended to him now."""
    return {
        course: facts.terms(person, course)
        for course in facts.courses
        if course not in person.shut and course not in person.waiting
    }
