"""4.4: what is recommended, when, how often, and what a position makes mandatory."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from sqlalchemy import select, update

from app.custom.people.training import facts, mandatory, triggers
from app.generated.employee import Employee
from app.generated.employee_skill import EmployeeSkill
from app.generated.position import Position
from app.generated.position_skill import PositionSkill
from app.runtime import jobs, notify, records
from app.runtime.database import Database
from tests.custom.finance.books.office import refused
from tests.custom.people.folk import HR, TODAY, WORKER
from tests.custom.people.training.school import CLERK, NINE, OTHER, School
from tests.support.statements import heard

pytestmark = pytest.mark.database


def recommend(school: School, occasion: str, *names: str, failing: bool = False) -> None:
    ids = [school.folk.town.employees[name].id for name in names or (WORKER,)]
    with records.writing(school.folk.ctx):
        triggers.run(
            school.folk.ctx, employees=ids, occasion=occasion, failing=ids if failing else None
        )


def test_a_course_that_closes_a_gap_is_recommended_with_its_reasons(school: School) -> None:
    with records.writing(school.folk.ctx):
        school.folk.ctx.session.execute(
            update(EmployeeSkill)
            .where(EmployeeSkill.employee_id == school.folk.town.employees[WORKER].id)
            .values(level=1)
        )
    recommend(school, "review 1")
    (one,) = school.recommended()
    # Plumbing 1 of 4: 0.4 × 0.75, related to the position: 0.2 × 0.5.
    assert (one.score, one.state, one.mandatory) == (Decimal("40.00"), "fresh", False)
    assert [reason["term"] for reason in one.reasons] == ["gap", "role"]
    assert notify.inbox(school.folk.as_(WORKER))[0].template == "training.recommended"


def test_the_same_occasion_recommends_once(school: School) -> None:
    for number in range(8):
        school_course(school, number)
    recommend(school, "review 1", CLERK)
    assert len(school.recommended(CLERK)) == 5
    recommend(school, "review 1", CLERK)
    assert len(school.recommended(CLERK)) == 5


def school_course(school: School, number: int) -> None:
    with records.writing(school.folk.ctx):
        school.new_course(f"X{number}", f"电工 {number}", electric=3)


def test_what_was_dismissed_comes_back_after_ninety_days(
    school: School, at: time_machine.Coordinates
) -> None:
    recommend(school, "one", CLERK)
    (one,) = school.recommended(CLERK)
    school.step(one, "dismiss", CLERK)
    recommend(school, "two", CLERK)
    assert len(school.recommended(CLERK)) == 1
    at.shift(dt.timedelta(days=90))
    recommend(school, "three", CLERK)
    assert sorted(each.state for each in school.recommended(CLERK)) == ["dismissed", "fresh"]


def test_enrolling_answers_a_recommendation_and_passing_fulfils_it(
    school: School, at: time_machine.Coordinates
) -> None:
    recommend(school, "one", CLERK)
    enrolment = school.enrol(school.session(), CLERK)
    assert enrolment.origin == "recommend"
    assert school.recommended(CLERK)[0].state == "enrolled"
    at.move_to(NINE)
    school.step(school.step(enrolment, "attend"), "succeed", score="90")
    assert school.recommended(CLERK)[0].state == "fulfilled"
    recommend(school, "two", CLERK)
    assert len(school.recommended(CLERK)) == 1


def test_who_failed_is_recommended_it_again_after_thirty_days(
    school: School, at: time_machine.Coordinates
) -> None:
    recommend(school, "one", CLERK)
    enrolment = school.enrol(school.session(), CLERK)
    school.step(school.step(enrolment, "attend"), "fail", score="30")
    assert school.recommended(CLERK)[0].state == "lapsed"
    for days in (29, 1, 1):
        with records.writing(school.folk.ctx):
            triggers.every_night(school.folk.ctx)
        at.shift(dt.timedelta(days=days))
    found = school.recommended(CLERK)
    assert [one.batch for one in found if one.state == "fresh"] == [f"again {enrolment.id}"]


def test_a_certificate_is_renewed_once_when_sixty_days_are_left(
    school: School, at: time_machine.Coordinates
) -> None:
    worker = school.folk.town.employees[WORKER].id
    skill = school.folk.town.skills["plumbing"].id
    with records.writing(school.folk.ctx):
        school.folk.ctx.session.execute(
            update(EmployeeSkill)
            .where(EmployeeSkill.employee_id == worker, EmployeeSkill.skill_id == skill)
            .values(valid_to=TODAY + dt.timedelta(days=61), level=2)
        )
    for _ in range(3):
        with records.writing(school.folk.ctx):
            triggers.every_night(school.folk.ctx)
        at.shift(dt.timedelta(days=1))
    (one,) = school.recommended()
    assert one.batch == f"expiry {skill} {TODAY + dt.timedelta(days=61)}"
    assert "expiry" in {reason.get("term") for reason in one.reasons}


def test_grade_d_is_assigned_the_course_that_helps_most(school: School) -> None:
    recommend(school, "review 9", failing=True)
    (one,) = school.recommended()
    assert (one.mandatory, one.due_on) == (True, TODAY + dt.timedelta(days=30))
    assert one.reasons[0]["why"] == "grade_d"
    assert "cannot be dismissed" in str(refused(school.step, one, "dismiss", WORKER))


def test_what_a_position_makes_mandatory_is_assigned_once_and_told_when_it_is_late(
    school: School, at: time_machine.Coordinates
) -> None:
    with records.writing(school.folk.ctx):
        school.folk.ctx.update(school.course, mandatory_for=[school.folk.town.position.id])
    for _ in range(2):
        _nights(school)
    (one,) = school.recommended(CLERK)
    assert (one.mandatory, one.due_on) == (True, TODAY + dt.timedelta(days=30))
    at.shift(dt.timedelta(days=31))
    for _ in range(2):
        _nights(school)
    told = [m.template for m in notify.inbox(school.folk.as_(CLERK))]
    assert told.count("training.overdue") == 1
    told = [m.template for m in notify.inbox(school.folk.as_(HR))]
    assert told.count("training.overdue_hr") == 1


def test_what_is_only_recommended_or_was_dismissed_is_assigned_once_it_is_mandatory(
    school: School,
) -> None:
    """Neither leaving a recommendation alone nor dismissing it gets anybody out of what his position must pass."""
    recommend(school, "one", CLERK, OTHER)
    school.step(school.recommended(OTHER)[0], "dismiss", OTHER)
    with records.writing(school.folk.ctx):
        school.folk.ctx.update(school.course, mandatory_for=[school.folk.town.position.id])
    for _ in range(2):
        _nights(school)
    for name, before in ((CLERK, "fresh"), (OTHER, "dismissed")):
        found = {one.mandatory: one.state for one in school.recommended(name)}
        assert found == {False: before, True: "fresh"}


def _nights(school: School) -> None:
    with records.writing(school.folk.ctx):
        mandatory.look_after(school.folk.ctx)


def test_another_position_recommends_by_what_it_asks_for(school: School) -> None:
    change = school.folk.change("transfer", of=CLERK, to_department=school.folk.department("CS"))
    school.folk.approved(change)
    jobs.run_due()
    assert school.recommended(CLERK) == []
    with records.writing(school.folk.ctx):
        other = school.folk.ctx.create(Position, code="PLUMB", name="水工", headcount=2)
        school.folk.ctx.create(
            PositionSkill, position=other.id, skill=school.folk.town.skills["plumbing"].id, level=4,
            weight=100,
        )  # fmt: skip
        clerk = school.folk.ctx.get(Employee, school.folk.town.employees[CLERK].id)
        school.folk.ctx.update(clerk, position=other.id)
    jobs.run_due()
    (one,) = school.recommended(CLERK)
    assert one.batch.startswith(f"position {other.id}")


def test_a_hundred_people_cost_as_many_statements_as_one(
    school: School, database: Database
) -> None:
    ids = list(
        school.folk.session.scalars(select(Employee.id).where(Employee.deleted_at.is_(None)))
    )
    with heard(database) as one:
        facts.read(school.folk.ctx, ids[:1])
    with heard(database) as all_of_them:
        facts.read(school.folk.ctx, ids)
    assert len(all_of_them) == len(one)
