"""2.3: a fault is reported, and everything that follows stands in the same transaction (domain.md §3.6)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from app.generated.employee_skill import EmployeeSkill
from app.generated.equipment import Equipment
from app.generated.project import Project
from app.generated.repair_order import RepairOrder
from app.runtime import records
from app.runtime.errors import AppError, RuleViolation
from tests.custom.equipment.repair.workshop import (
    MANAGER,
    MECHANIC,
    REPORTER,
    SECOND,
    Workshop,
)


def refused(call: Any, *args: Any, **values: Any) -> AppError:
    with pytest.raises(RuleViolation) as caught:
        call(*args, **values)
    return caught.value


def test_a_fault_stops_the_device_and_calls_technician_and_deputy(workshop: Workshop) -> None:
    now = workshop.plant.town.ctx.now
    failed = now - dt.timedelta(minutes=20)
    order = workshop.report(fault_at=failed)
    assert (order.state, order.source, workshop.technician(order)) == (
        "dispatched",
        "staff",
        MECHANIC,
    )
    assert order.respond_due == now + dt.timedelta(minutes=15)
    device = workshop.device(order)
    assert (device.state, device.fault_since) == ("fault", failed)
    (downtime,) = workshop.downtimes()
    assert (downtime.from_at, downtime.to_at, downtime.repair_order_id) == (failed, None, order.id)
    assert workshop.told() == [(MECHANIC, "for_you_now"), (SECOND, "deputy_now")]
    assert "漏水" in workshop.text("for_you_now")


def test_a_danger_calls_the_engineering_manager_too(workshop: Workshop) -> None:
    order = workshop.report(severity="s1")
    assert (MANAGER, "danger_now") in workshop.told()
    assert order.respond_due == workshop.plant.town.ctx.now + dt.timedelta(minutes=5)


def test_a_device_that_runs_with_a_fault_runs_on(workshop: Workshop) -> None:
    order = workshop.report(severity="s3")
    assert workshop.device(order).state == "running"
    assert workshop.downtimes() == []
    assert workshop.told() == [(MECHANIC, "for_you"), (SECOND, "deputy")]


def test_a_failure_in_the_middle_leaves_nothing(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = workshop.plant.device()

    def dies(*_: Any) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr("app.custom.equipment.repair.steps.tell", dies)
    with pytest.raises(RuntimeError):
        workshop.report(device)
    assert workshop.again(device).state == "running"
    assert (workshop.orders(), workshop.downtimes(), workshop.told()) == ([], [], [])


def test_the_same_fault_is_one_order(workshop: Workshop) -> None:
    device = workshop.plant.device()
    first = workshop.report(device, fault_code="E12")
    error = refused(workshop.report, device, fault_code=" E12 ", description="又漏了")
    assert str(first.repair_no) in str(error)
    assert [one.field for one in error.errors] == ["fault_code"]
    other = workshop.report(device, fault_code="E13")
    assert other.state == "dispatched"
    assert len(workshop.downtimes()) == 1


def test_the_same_words_without_a_code_are_the_same_fault(workshop: Workshop) -> None:
    device = workshop.plant.device()
    workshop.report(device)
    assert [one.field for one in refused(workshop.report, device).errors] == ["description"]
    assert workshop.report(device, description="轴承异响").state == "dispatched"


def test_after_the_repair_the_same_fault_may_come_again(workshop: Workshop) -> None:
    device = workshop.plant.device()
    workshop.repaired(workshop.report(device, fault_code="E12"))
    assert workshop.report(device, fault_code="E12").state == "dispatched"


def test_without_anybody_fitting_the_manager_dispatches(workshop: Workshop) -> None:
    with records.writing(workshop.plant.town.ctx):
        for skill in workshop.plant.town.ctx.query(select(EmployeeSkill)):
            workshop.plant.town.ctx.delete(skill)
    order = workshop.report()
    assert (order.state, order.assignee_id) == ("reported", None)
    assert workshop.told() == [(MANAGER, "nobody_now")]
    done = workshop.step(
        order, "dispatch", MANAGER, assignee=workshop.plant.town.employees[SECOND].id
    )
    assert (done.state, workshop.technician(order)) == ("dispatched", SECOND)


def test_special_equipment_is_for_who_holds_a_valid_certificate(workshop: Workshop) -> None:
    plant, town = workshop.plant, workshop.plant.town
    with records.writing(town.ctx):
        lift = town.ctx.get(type(plant.categories["lift"]), plant.categories["lift"].id)
        town.ctx.update(lift, skill=town.skills["plumbing"].id, level=1)
        for row in list(town.ctx.query(select(EmployeeSkill))):
            if row.employee_id == town.employees[SECOND].id:
                town.ctx.update(row, certificate_no="T-1", valid_to=town.ctx.today)
    order = workshop.report(plant.device("1号梯", "lift"))
    assert workshop.technician(order) == SECOND
    error = refused(
        workshop.step, order, "redispatch", MANAGER,
        assignee=town.employees[MECHANIC].id, note="他近",
    )  # fmt: skip
    assert "certificate" in str(error)


def test_a_device_of_another_project_or_scrapped_is_not_reported(workshop: Workshop) -> None:
    device = workshop.plant.device()
    for step, by in (("stop", MANAGER), ("propose_scrap", MANAGER)):
        records.transition(workshop.as_(by), Equipment, device.id, step, {}, note="旧")
    with records.writing(workshop.plant.town.ctx):
        ctx = workshop.plant.town.ctx
        ctx.transition(ctx.get(Equipment, device.id), "scrap")
    assert "scrapped" in str(refused(workshop.report, device))


def test_a_fault_to_come_is_refused(workshop: Workshop) -> None:
    later = workshop.plant.town.ctx.now + dt.timedelta(hours=1)
    assert [one.field for one in refused(workshop.report, fault_at=later).errors] == ["fault_at"]


def test_who_reports_is_on_the_order(workshop: Workshop) -> None:
    order = workshop.report()
    assert (order.reporter_id, order.project_id) == (
        workshop.plant.town.employees[REPORTER].id,
        workshop.plant.town.project.id,
    )


@pytest.mark.database
def test_one_report_takes_the_same_statements_whatever_is_there(
    workshop: Workshop, statements: Any
) -> None:
    device = workshop.plant.device()
    counts = []
    for number in range(3):
        with statements() as seen:
            workshop.report(device, fault_code=f"E{number}", description=f"故障 {number}")
        counts.append(len(seen))
    assert counts[1] == counts[2]


def test_a_code_that_another_open_order_has_is_not_taken(workshop: Workshop) -> None:
    device = workshop.plant.device()
    workshop.report(device, fault_code="E12")
    other = workshop.report(device, description="异响")
    error = refused(
        records.update, workshop.as_(MANAGER), RepairOrder, other.id, {"fault_code": "E12"}
    )
    assert [one.field for one in error.errors] == ["fault_code"]


def test_a_device_that_moves_takes_its_open_repair_along(workshop: Workshop) -> None:
    order = workshop.report()
    workshop.step(order, "accept")
    ctx = workshop.plant.town.ctx
    with records.writing(ctx):
        elsewhere = ctx.create(
            Project, code="HX", name="华夏", kind="office", contract_from=ctx.today
        )
        ctx.update(ctx.get(Equipment, order.equipment_id), project=elsewhere.id)
    assert workshop.again(order).project_id == elsewhere.id
