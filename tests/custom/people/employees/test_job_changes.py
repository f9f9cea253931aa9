"""4.1: nothing changes pay or grade without approval; what lies ahead is applied on its day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from app.custom.people.employees import applying
from app.generated.employee import Employee
from app.generated.job_change import JobChange
from app.runtime import query, records
from app.runtime.errors import Forbidden, RuleViolation
from app.runtime.system import Notification
from tests.custom.finance.books.office import refused
from tests.custom.people.folk import BOSS, HEAD, HR, TODAY, WORKER, Folk

pytestmark = pytest.mark.database


def run_due(folk: Folk) -> None:
    with records.writing(folk.ctx):
        applying.due(folk.ctx)


def test_pay_changes_once_the_general_manager_has_approved_it(folk: Folk) -> None:
    change = folk.change("pay", to_pay="7500")
    assert change.from_pay == Decimal(7000)
    change = folk.step(change, "submit", HR)
    assert folk.person().base_pay == Decimal(7000)
    change = folk.step(change, "approve", BOSS)
    assert change.state == "effective"
    assert folk.person().base_pay == Decimal(7500)


def test_a_change_that_lies_ahead_is_applied_on_its_day_and_once(
    folk: Folk, at: time_machine.Coordinates
) -> None:
    change = folk.approved(
        folk.change("promote", to_grade=4, to_pay="8000", effective_on=TODAY + dt.timedelta(30))
    )
    run_due(folk)
    assert (change.state, folk.person().grade) == ("gm_approved", 3)
    at.shift(dt.timedelta(days=30))
    run_due(folk)
    run_due(folk)
    person = folk.person()
    assert (person.grade, person.base_pay) == (4, Decimal(8000))
    assert folk.session.get(JobChange, change.id).state == "effective"


def test_one_change_that_is_refused_keeps_no_other_and_hr_hears_of_it(
    folk: Folk, at: time_machine.Coordinates, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever rule stands in its way by then: it is told once, and tried again every midnight."""
    ahead = {"effective_on": TODAY + dt.timedelta(30)}
    stuck = folk.approved(folk.change("promote", to_grade=4, **ahead))
    other = folk.approved(folk.change("pay", of=HEAD, to_pay="9900", **ahead))
    at.shift(dt.timedelta(days=30))
    note = applying.note_before

    def refuses(change: JobChange, employee: Employee) -> None:
        if change.id == stuck.id:
            raise RuleViolation("岗位已撤销 / The position is gone.")
        note(change, employee)

    with monkeypatch.context() as patch:
        patch.setattr(applying, "note_before", refuses)
        run_due(folk)
        run_due(folk)
    assert folk.person(HEAD).base_pay == Decimal(9900)
    assert folk.session.get(JobChange, other.id).state == "effective"
    assert (folk.session.get(JobChange, stuck.id).state, folk.person().grade) == ("gm_approved", 3)
    told = select(Notification.recipient_id).where(Notification.template == "people.change_stuck")
    assert folk.session.scalars(told.distinct()).all() == folk.session.scalars(told).all() != []
    run_due(folk)
    assert folk.person().grade == 4


def test_a_department_proposes_hr_reviews_and_the_general_manager_decides(folk: Folk) -> None:
    change = folk.step(folk.change("promote", who=HEAD, to_grade=4), "submit", HEAD)
    told = refused(folk.step, change, "approve", BOSS)
    assert "HR reviews it first" in str(told)
    change = folk.step(change, "review", HR, to_pay="7800")
    folk.step(change, "approve", BOSS)
    assert folk.person().base_pay == Decimal(7800)


@pytest.mark.parametrize("field", ["grade", "base_pay", "position", "department"])
def test_hr_changes_nobody_at_work_directly(folk: Folk, field: str) -> None:
    values = {
        "grade": 5, "base_pay": "9999", "department": folk.department("CS"),
        "position": folk.ctx.session.scalar(select(Employee.position_id).limit(1)),
    }  # fmt: skip
    if field == "position":
        from app.generated.position import Position

        with records.writing(folk.ctx):
            values["position"] = folk.ctx.create(Position, code="X", name="新岗", headcount=1).id
    with pytest.raises(RuleViolation, match="approved job change"):
        records.update(folk.as_(HR), Employee, folk.person().id, {field: values[field]})


@pytest.mark.parametrize(
    ("kind", "values", "told"),
    [
        ("pay", {}, "Enter the new base pay"),
        ("promote", {"to_grade": 3}, "above 3"),
        ("demote", {"to_grade": 3}, "below 3"),
        ("transfer", {}, "new department"),
        ("regular", {}, "on probation"),
    ],
)
def test_what_is_incomplete_is_not_submitted(
    folk: Folk, kind: str, values: dict[str, Any], told: str
) -> None:
    change = folk.change(kind, **values)
    assert told in str(refused(folk.step, change, "submit", HR))


def test_only_one_change_of_a_person_is_under_way(folk: Folk) -> None:
    first = folk.step(folk.change("pay", to_pay="7500"), "submit", HR)
    second = folk.change("pay", to_pay="7600")
    assert first.change_no in str(refused(folk.step, second, "submit", HR))


def test_whoever_asked_does_not_approve(folk: Folk) -> None:
    """The general manager cannot even ask."""
    with pytest.raises(Forbidden):
        folk.change("pay", who=BOSS, to_pay="1")


def test_a_suggestion_of_the_system_changes_nothing_by_itself(folk: Folk) -> None:
    with records.writing(folk.ctx):
        change = applying.suggest(
            folk.ctx, folk.person(), "promote", on=TODAY, reason="两次 A", to_grade=4
        )
    assert (change.state, change.suggested, folk.person().grade) == ("suggested", True, 3)
    folk.step(folk.step(change, "take_up", HR), "approve", BOSS)
    assert folk.person().grade == 4


def test_hiring_and_confirmation_write_the_history(folk: Folk) -> None:
    person = records.create(
        folk.as_(HR), Employee,
        {
            "name": "新人", "phone": "13800009999", "department": folk.department("CS"),
            "position": folk.person().position_id, "base_pay": "5000",
        },
    )  # fmt: skip
    folk.checklist_done(person)
    person = folk.step(person, "begin", HR, probation_to=dt.date(2026, 8, 31))
    folk.step(person, "confirm", HR)
    lines = folk.session.scalars(
        select(JobChange).where(JobChange.employee_id == person.id).order_by(JobChange.id)
    ).all()
    assert [(one.kind, one.state, one.to_pay) for one in lines] == [
        ("hire", "effective", Decimal(5000)),
        ("regular", "effective", Decimal(5000)),
    ]


def test_an_employee_reads_of_himself_what_was_decided_not_what_is_considered(folk: Folk) -> None:
    def reads() -> int:
        return len(query.rows(folk.as_(WORKER), JobChange, columns=["id"]).items)

    change = folk.step(folk.change("pay", to_pay="7500"), "submit", HR)
    assert reads() == 0
    folk.step(change, "approve", BOSS)
    assert reads() == 1
