"""Two years of classes, or the last months of them: sessions, who sat in them, what became of it (domain.md §7)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from sqlalchemy import select

from app.custom.crm.demo import Company
from app.custom.finance.demo.paths import walked
from app.generated.employee import Employee
from app.generated.employee_skill import EmployeeSkill
from app.generated.training_enrollment import TrainingEnrollment
from app.generated.training_session import TrainingSession
from app.runtime import clock

from ..training import mandatory
from ..training.results import months_after
from .training_courses import PLANS, Plan

SEED = 20260105
SIZES = {"small": (9, 180), "full": (92, 700)}
"""Past sessions, and the days that they are spread over."""
TRAINEES = 9
ABSENT, FAILED = 0.05, 0.07
AHEAD = (
    ("X01", 6, 8, 4),
    ("S03", 9, 3, 0),
    ("E01", 13, 5, 0),
    ("F02", 20, 6, 0),
    ("S01", 27, 0, 0),
)
"""Courses to come: in how many days, enrolled, places, waiting."""


@dataclass
class School:
    """What is needed to write a class."""

    company: Company
    random: Random
    courses: dict[str, int]
    by_position: dict[str, list[tuple[int, str]]]
    trainers: list[int]
    has: set[tuple[int, int]] = field(default_factory=set)
    seen: set[tuple[str, int]] = field(default_factory=set)
    enrolled: int = 0
    numbers: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def session_no(self, day: dt.date) -> str:
        """As the series would count on."""
        month = f"{day:%Y%m}"
        self.numbers[month] += 1
        return f"PX{month}-{self.numbers[month]:03d}"


def build(company: Company, courses: dict[str, int]) -> None:
    """After the courses; the mandatory ones that are missing are found by the night's job."""
    random = Random(SEED)  # noqa: S311 - invented data, not secrets
    school = School(company, random, courses, _people(company), _trainers(company))
    school.has = {
        (row.employee_id, row.skill_id)
        for row in company.bulk.ctx.session.execute(
            select(EmployeeSkill.employee_id, EmployeeSkill.skill_id)
        )
    }
    number, days = SIZES[company.size]
    plans = [plan for plan in PLANS if plan.for_whom]
    moments = sorted(
        company.at(company.today - dt.timedelta(days=3 + (days - 3) * one // number), 9)
        for one in range(number)
    )
    for moment in moments:
        _held(school, random.choice(plans), moment)
    _renewals(school)
    for code, later, enrolled, waiting in AHEAD:
        _to_come(school, next(one for one in PLANS if one.code == code), later, enrolled, waiting)
    for month, last in school.numbers.items():
        day = dt.date(int(month[:4]), int(month[4:]), 1)
        company.bulk.continue_numbers(TrainingSession, "session_no", last, day=day)
    company.bulk.flush()
    mandatory.assign(company.bulk.ctx, mandatory.holders(company.bulk.ctx))
    company.step(f"{len(courses)} 门课程，{school.enrolled} 人次培训", "courses, enrolments")


def _people(company: Company) -> dict[str, list[tuple[int, str]]]:
    """Position → id and name of who has been here for two years or so."""
    codes = {id: code for code, id in company.rules.positions.items()}
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in company.bulk.ctx.session.execute(
        select(Employee.id, Employee.name, Employee.position_id)
        .where(Employee.state.in_(("regular", "probation")))
        .order_by(Employee.id)
    ):
        found[codes.get(row.position_id, "")].append((row.id, row.name))
    return found


def _trainers(company: Company) -> list[int]:
    people = company.crew.by_login
    return [people[one].id for one in ("dept_mgr", "eng_mgr", "mgr.order", "mgr.clean", "hr")]


def _trainer(school: School, plan: Plan) -> int:
    """Of the same trade."""
    place = {"TECH": 1, "GUARD": 2, "CLEANER": 3, "CSR": 0}.get(plan.for_whom[0], 4)
    return school.trainers[place]


def _session(
    school: School, plan: Plan, at: dt.datetime, *, state: str, capacity: int, taken: int, waiting: int
) -> tuple[int, dt.datetime, str]:  # fmt: skip
    number = school.session_no(clock.local(at).date())
    ends = at + dt.timedelta(hours=min(plan.hours, 8))
    id = school.company.bulk.add(
        TrainingSession, session_no=number, course_id=school.courses[plan.code],
        course_name=plan.name, starts_at=at, ends_at=ends, place="培训中心 201", trainer_id=_trainer(school, plan),
        trainer_name=None, capacity=capacity, taken=taken, waiting=waiting, cost=None, state=state,
        created_at=min(at - dt.timedelta(days=20), school.company.bulk.now),
    )  # fmt: skip
    made = min(at - dt.timedelta(days=20), school.company.bulk.now - dt.timedelta(days=2))
    steps: list[tuple[str, str, dt.datetime, str | None]] = [
        ("create", "planned", made, "hr"),
        ("open", "open", made + dt.timedelta(hours=1), "hr"),
    ]
    if state == "done":
        steps += [
            ("run", "running", at, None),
            ("finish", "done", ends + dt.timedelta(hours=1), "hr"),
        ]
    walked(school.company, TrainingSession, id, *steps)
    return id, ends, number


def _choose(school: School, plan: Plan, number: int) -> list[tuple[int, str]]:
    """Nobody twice in a course, and not who teaches it."""
    folk = [
        one
        for position in plan.for_whom
        for one in school.by_position[position]
        if (plan.code, one[0]) not in school.seen and one[0] != _trainer(school, plan)
    ]
    chosen = school.random.sample(folk, min(number, len(folk)))
    school.seen |= {(plan.code, id) for id, _ in chosen}
    return chosen


def _held(school: School, plan: Plan, at: dt.datetime) -> None:
    """Everybody has a result."""
    people = _choose(school, plan, TRAINEES + school.random.randint(-1, 3))
    if not people:
        return
    session = _session(
        school, plan, at, state="done", capacity=max(12, len(people)), taken=len(people), waiting=0
    )
    for id, name in people:
        chance = school.random.random()
        state = "absent" if chance < ABSENT else "failed" if chance < ABSENT + FAILED else "passed"
        _trainee(school, plan, session, at, (id, name), state)


def _trainee(
    school: School, plan: Plan, session: tuple[int, dt.datetime, str], at: dt.datetime,
    person: tuple[int, str], state: str,
) -> None:  # fmt: skip
    company, random = school.company, school.random
    id, ends, number = session
    school.enrolled += 1
    asked = min(
        at - dt.timedelta(days=random.randint(2, 15)), company.bulk.now - dt.timedelta(hours=20)
    )
    values: dict[str, Any] = {
        "score": None, "graded_on": None, "certificate_no": None, "valid_to": None, "feedback": None,
    }  # fmt: skip
    day = clock.local(ends).date()
    if state in ("passed", "failed"):
        values["score"] = Decimal(
            random.randint(62, 98) if state == "passed" else random.randint(30, 58)
        )
        values["graded_on"] = day
        values["feedback"] = random.choice((None, 3, 4, 4, 5, 5))
    if state == "passed" and plan.valid:
        values["valid_to"] = months_after(day, plan.valid)
    made = company.bulk.add(
        TrainingEnrollment, session_id=id, course_id=school.courses[plan.code], course_name=plan.name,
        starts_at=at, employee_id=person[0], employee_name=person[1],
        origin=random.choice(("self", "assign", "recommend")), recommendation_id=None, state=state,
        created_at=asked, **values,
    )  # fmt: skip
    if state == "passed":
        company.bulk.rows(TrainingEnrollment)[-1]["certificate_no"] = f"{number}-{made:05d}"
        _learned(school, plan, person[0], values["valid_to"], f"{number}-{made:05d}")
    steps: list[tuple[str, str, dt.datetime, str | None]] = [("create", "applied", asked, "hr")]
    steps.append(("wait", "waitlist", asked, None) if state == "waitlist" else ("confirm", "confirmed", asked, None))  # fmt: skip
    if state == "absent":
        steps.append(("miss", "absent", ends, "hr"))
    if state in ("passed", "failed"):
        step = "succeed" if state == "passed" else "fail"
        steps += [("attend", "attended", at, "hr"), (step, state, ends, "hr")]
    walked(company, TrainingEnrollment, made, *steps)


def _learned(
    school: School, plan: Plan, person: int, until: dt.date | None, certificate: str
) -> None:
    """Skills that he had not; those of before have levels of their own."""
    for code, level in plan.teaches.items():
        skill = school.company.rules.skills[code]
        if (person, skill) not in school.has:
            school.has.add((person, skill))
            school.company.bulk.add(
                EmployeeSkill, employee_id=person, skill_id=skill, level=level, valid_to=until,
                certificate_no=certificate if until else None, source="training",
            )  # fmt: skip


def _renewals(school: School) -> None:
    """Two classes a year ago whose certificates end around today."""
    today = school.company.today
    for code, ago in (("X01", 362), ("F02", 340)):
        plan = next(one for one in PLANS if one.code == code)
        _held(school, plan, school.company.at(today - dt.timedelta(days=ago), 9))


def _to_come(school: School, plan: Plan, later: int, enrolled: int, waiting: int) -> None:
    at = school.company.at(school.company.today + dt.timedelta(days=later), 14)
    people = _choose(school, plan, enrolled + waiting)
    seated = len(people) - min(waiting, len(people))
    session = _session(
        school, plan, at, state="open", capacity=seated if waiting else 12, taken=seated,
        waiting=len(people) - seated,
    )  # fmt: skip
    for place, person in enumerate(people):
        _trainee(school, plan, session, at, person, "confirmed" if place < seated else "waitlist")
