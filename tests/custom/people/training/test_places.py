"""4.4: places under a lock, a queue in its order, results that feed the skill map."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
import time_machine
from sqlalchemy import select

from app.custom.people.training import sessions
from app.generated.employee_skill import EmployeeSkill
from app.generated.training_enrollment import TrainingEnrollment
from app.generated.training_session import TrainingSession
from app.runtime import notify, records
from app.runtime.errors import AppError
from tests.custom.finance.books.office import refused
from tests.custom.people.folk import HEAD, HR, WORKER
from tests.custom.people.training.school import CLERK, NINE, OTHER, School

pytestmark = pytest.mark.database


def test_who_comes_first_has_the_place_and_the_next_one_waits(school: School) -> None:
    session = school.session(capacity=1)
    assert school.enrol(session, WORKER).state == "confirmed"
    assert school.enrol(session, CLERK).state == "waitlist"
    held = school.again(session)
    assert (held.taken, held.waiting) == (1, 1)


def test_a_place_that_becomes_free_goes_to_the_first_who_waits_and_he_is_told(
    school: School,
) -> None:
    session = school.session(capacity=1)
    first = school.enrol(session, WORKER)
    school.enrol(session, CLERK)
    school.enrol(session, OTHER)
    school.step(first, "withdraw", WORKER)
    assert school.states(session) == ["withdrawn", "confirmed", "waitlist"]
    assert notify.inbox(school.folk.as_(CLERK))[0].template == "training.promoted"


def test_the_place_of_somebody_who_has_left_goes_to_the_first_who_waits(school: School) -> None:
    session = school.session(capacity=1)
    school.enrol(session, WORKER)
    school.enrol(session, CLERK)
    with records.writing(school.folk.ctx):
        leaver = school.folk.ctx.transition(school.folk.person(), "resign")
        school.folk.ctx.transition(leaver, "leave")
    assert school.states(session) == ["withdrawn", "confirmed"]
    held = school.again(session)
    assert (held.taken, held.waiting) == (1, 0)


def test_a_bigger_room_lets_in_who_waits_and_a_smaller_one_is_refused(school: School) -> None:
    session = school.session(capacity=1)
    for name in (WORKER, CLERK, OTHER):
        school.enrol(session, name)
    records.update(school.folk.as_(HR), TrainingSession, session.id, {"capacity": 3})
    assert school.states(session) == ["confirmed"] * 3
    told = refused(
        records.update, school.folk.as_(HR), TrainingSession, session.id, {"capacity": 2}
    )
    assert "3 have a place" in str(told)


def test_two_who_ask_for_the_last_place_at_once_get_one_between_them(school: School) -> None:
    session = school.session(capacity=1)
    contexts = [school.folk.as_(name) for name in (WORKER, CLERK)]
    start = threading.Barrier(2)

    def ask(place: int) -> str:
        start.wait(timeout=20)
        made = records.create(contexts[place], TrainingEnrollment, {"session": session.id})
        return str(made.state)

    with ThreadPoolExecutor(2) as both:
        found = list(both.map(ask, range(2)))
    assert sorted(found) == ["confirmed", "waitlist"]
    assert (school.again(session).taken, school.again(session).waiting) == (1, 1)


def test_nobody_enrols_twice_nor_in_what_he_teaches_nor_in_what_is_not_open(
    school: School,
) -> None:
    session = school.session(capacity=5)
    school.enrol(session, WORKER)
    other = school.session(
        capacity=5, starts_at=NINE + dt.timedelta(7), ends_at=NINE + dt.timedelta(8)
    )
    assert "Already enrolled" in str(refused(school.enrol, other, WORKER))
    assert "no trainee" in str(refused(school.enrol, session, HEAD))
    school.step(other, "cancel", HR, note="讲师生病")
    assert "not open" in str(refused(school.enrol, other, CLERK))


def test_passing_raises_the_skill_and_dates_the_certificate(
    school: School, at: time_machine.Coordinates
) -> None:
    session = school.session(capacity=2)
    one = school.enrol(session, WORKER)
    at.move_to(NINE + dt.timedelta(hours=4))
    one = school.step(one, "attend")
    one = school.step(one, "succeed", score="88")
    assert (one.state, one.valid_to, one.graded_on) == (
        "passed", dt.date(2027, 6, 15), dt.date(2026, 6, 15),
    )  # fmt: skip
    skill = _skill(school, "plumbing")
    assert (skill.level, skill.source, skill.valid_to) == (4, "training", dt.date(2027, 6, 15))
    assert skill.certificate_no == one.certificate_no


def test_nobody_unlearns_by_a_course(school: School) -> None:
    with records.writing(school.folk.ctx):
        old = _skill(school, "plumbing")
        school.folk.ctx.update(school.folk.ctx.get(EmployeeSkill, old.id), level=5)
    one = school.step(school.enrol(school.session(), WORKER), "attend")
    school.step(one, "succeed", score="60")
    assert _skill(school, "plumbing").level == 5


def test_a_score_below_the_pass_score_does_not_pass(school: School) -> None:
    one = school.step(school.enrol(school.session(), WORKER), "attend")
    assert "below the pass score" in str(refused(school.step, one, "succeed", score="59"))
    assert school.step(one, "fail", score="59").state == "failed"
    assert _skill(school, "plumbing").level == 3


def test_a_session_ends_once_everybody_has_a_result(
    school: School, at: time_machine.Coordinates
) -> None:
    session = school.session(capacity=1)
    one = school.enrol(session, WORKER)
    school.enrol(session, CLERK)
    at.move_to(NINE + dt.timedelta(hours=4))
    with records.writing(school.folk.ctx):
        sessions.begin(school.folk.ctx)
    assert "1 have no result yet" in str(refused(school.step, session, "finish"))
    school.step(one, "miss")
    assert school.step(session, "finish").state == "done"
    assert school.states(session) == ["absent", "withdrawn"]


def test_a_session_that_is_called_off_is_told_to_everybody(school: School) -> None:
    session = school.session(capacity=1)
    school.enrol(session, WORKER)
    school.enrol(session, CLERK)
    school.step(session, "cancel", HR, note="讲师生病")
    assert school.states(session) == ["withdrawn"] * 2
    told = notify.inbox(school.folk.as_(CLERK))[0]
    assert told.template == "training.called_off"
    assert notify.inbox(school.folk.as_(WORKER))[0].template == "training.called_off"


def test_the_trainer_writes_results_down_and_nobody_else_of_the_class(school: School) -> None:
    one = school.enrol(school.session(capacity=2), WORKER)
    with pytest.raises(AppError):
        school.step(one, "attend", WORKER)
    with pytest.raises(AppError):
        school.step(one, "attend", CLERK)
    assert school.step(one, "attend", HEAD).state == "attended"


def _skill(school: School, code: str) -> EmployeeSkill:
    found: EmployeeSkill = school.folk.session.scalars(
        select(EmployeeSkill).where(
            EmployeeSkill.employee_id == school.folk.town.employees[WORKER].id,
            EmployeeSkill.skill_id == school.folk.town.skills[code].id,
        )
    ).one()
    assert isinstance(found.level, int | Decimal)
    return found
