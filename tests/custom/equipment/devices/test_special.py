"""2.1: special equipment begins, stays and changes as the law allows, whichever door is used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from app.generated.equipment import Equipment
from app.generated.equipment_category import EquipmentCategory
from app.generated.maintenance_plan import MaintenancePlan
from app.generated.plan_stop import PlanStop
from app.runtime import jobs, notify, records
from app.runtime.errors import AppError, RuleViolation
from tests.custom.crm.guides.test_rest_journey import Program, Programs
from tests.custom.equipment.devices.test_import import brought, run, workbook
from tests.custom.equipment.plant import MANAGER, Plant
from tests.support.people import People
from tests.support.visitor import Visitor

pytestmark = pytest.mark.database

SECOND = "孙工程"
EXPIRED = dt.date(2026, 3, 3)
SHORTER = dt.date(2026, 9, 1)


@pytest.fixture
def second(plant: Plant) -> str:
    """Another engineering manager of the project: who else answers for the law there."""
    plant.town.staff("eng_mgr", "ENG", name=SECOND)
    return SECOND


@pytest.fixture
def program(app: Flask, plant: Plant) -> Program:
    return Programs(app).of(MANAGER)


def told(plant: Plant, name: str) -> list[tuple[str, Any]]:
    rows = notify.inbox(plant.town.as_(name))
    return [
        (row.template, row.params["note"])
        for row in rows
        if row.template.split(".")[0] in ("equipment", "maintenance_plan")
    ]


def refused(call: Callable[..., Any], *args: Any, **values: Any) -> AppError:
    with pytest.raises(RuleViolation) as caught:
        call(*args, **values)
    return caught.value


def change(plant: Plant, device: Any, **values: Any) -> AppError:
    return refused(records.update, plant.manager, type(device), device.id, values)


def step(plant: Plant, record: Any, name: str, note: str = "", **values: Any) -> None:
    records.transition(plant.manager, type(record), record.id, name, values, note=note)


def lawful_plan(plant: Plant, device: Equipment, **values: Any) -> MaintenancePlan:
    return plant.plan(device, **{"kind": "maintain", "interval": 15, "unit": "day", **values})


# -- how it begins --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("category", "valid_to", "state"),
    [
        ("lift", None, "stopped"),
        ("lift", EXPIRED, "stopped"),
        ("lift", dt.date(2026, 3, 4), "running"),
        ("pump", None, "running"),
    ],
)
def test_a_lift_begins_out_of_service_until_it_has_passed(
    plant: Plant, category: str, valid_to: dt.date | None, state: str
) -> None:
    device = plant.device("1号", category, inspection_valid_to=valid_to)
    assert plant.again(device).state == state


def test_a_lift_that_passes_comes_into_service_with_its_care_due(plant: Plant) -> None:
    lift = plant.device("1号梯", "lift", inspection_valid_to=None, interval=15, interval_unit="day")
    jobs.run_due()
    assert plant.tasks() == []
    with pytest.raises(AppError, match="statutory inspection"):
        step(plant, lift, "restart")
    records.update(plant.manager, Equipment, lift.id, {"inspection_valid_to": "2027-03-01"})
    step(plant, lift, "restart")
    assert [task.due_on for task in plant.tasks()] == [plant.town.ctx.today]


def test_the_form_says_so_while_one_types_and_registers_it_out_of_service(
    plant: Plant, staff: Callable[..., Visitor]
) -> None:
    manager, lift = staff(MANAGER), plant.categories["lift"]
    typed = manager.client.get(f"/equipment/foresee?record=&category={lift.id}")
    assert "登记后为停用" in typed.text
    manager.open("/equipment/add").send(
        name="1号梯", category__text="电梯", project__text=plant.town.project.name, location="井道",
        model="K-1", in_service_on="2026-03-04", service_life_years="15", reg_code="T-1", criticality="a",
    )  # fmt: skip
    assert "/show/" in manager.path, manager.words
    (made,) = plant.session.query(Equipment).all()
    assert made.state == "stopped"
    assert manager.open(f"/equipment/show/{made.id}").sees("停用", "检验合格前不得使用")


def test_rest_registers_it_out_of_service_and_takes_no_state(
    plant: Plant, program: Program
) -> None:
    given = {
        "name": "1号梯", "category": plant.categories["lift"].id, "project": plant.town.project.id,
        "location": "井道", "model": "K-1", "in_service_on": "2026-03-04", "reg_code": "T-1",
    }  # fmt: skip
    assert program.send("POST", "/equipment", given | {"state": "running"}).status_code == 422
    assert program.post("/equipment", given)["state"] == "stopped"


def test_an_import_registers_it_out_of_service(plant: Plant, people: People, app: Flask) -> None:
    browser = people.browser(app, plant.town.logins[MANAGER])
    project = plant.town.project.name
    rows = [
        [f"{n}号梯", "电梯", project, "井道", "K-1", "2019-05-01", "", f"T-{n}", valid, "A", ""]
        for n, valid in enumerate(("2027-01-31", "2026-01-31", ""), start=1)
    ]
    run(browser, brought(browser, workbook(*rows)))
    found = plant.session.query(Equipment).order_by(Equipment.reg_code)
    assert [one.state for one in found] == ["running", "stopped", "stopped"]


# -- how it changes -------------------------------------------------------------------------------


def test_a_running_pump_does_not_become_a_lift_without_an_inspection(plant: Plant) -> None:
    pump, lift = plant.device(), plant.categories["lift"].id
    assert change(plant, pump, category=lift, reg_code="T-1").errors[0].field == "category"
    step(plant, pump, "stop", "改造")
    records.update(plant.manager, Equipment, pump.id, {"category": lift, "reg_code": "T-1"})
    assert plant.again(pump).special is True


@pytest.mark.parametrize("valid_to", [None, SHORTER])
def test_a_validity_moves_back_by_a_step_with_a_reason_alone(
    plant: Plant, second: str, valid_to: dt.date | None
) -> None:
    lift = plant.device("1号梯", "lift")
    error = change(plant, lift, inspection_valid_to=valid_to)
    assert error.errors[0].field == "inspection_valid_to"
    step(plant, lift, "standby")
    step(plant, lift, "correct_inspection", "报告日期抄错", inspection_valid_to=valid_to)
    assert plant.again(lift).inspection_valid_to == valid_to
    assert told(plant, second) == [("equipment.validity_corrected", "报告日期抄错")]
    assert told(plant, MANAGER) == []


def test_a_validity_moves_forward_as_every_field_does(plant: Plant) -> None:
    lift = plant.device("1号梯", "lift")
    records.update(plant.manager, Equipment, lift.id, {"inspection_valid_to": "2031-01-01"})
    assert str(plant.again(lift).inspection_valid_to) == "2031-01-01"


def test_a_running_lift_is_stopped_before_its_validity_goes(plant: Plant) -> None:
    lift = plant.device("1号梯", "lift")
    with pytest.raises(AppError, match="take the device out of service first"):
        step(plant, lift, "correct_inspection", "抄错", inspection_valid_to=EXPIRED)
    step(plant, lift, "correct_inspection", "抄错", inspection_valid_to=SHORTER)
    assert plant.again(lift).state == "running"


def test_the_correction_without_a_reason_is_refused_over_rest(
    plant: Plant, program: Program
) -> None:
    lift = plant.device("1号梯", "lift")
    path = f"/equipment/{lift.id}"
    tag = program.send("GET", path).headers["ETag"]
    cleared = program.send("PATCH", path, {"inspection_valid_to": None}, **{"If-Match": tag})
    assert cleared.status_code == 422
    taken, given = f"{path}/transitions/correct_inspection", {"inspection_valid_to": "2026-09-01"}
    assert program.send("POST", taken, given).status_code == 422
    program.post(taken, given | {"note": "抄错"})
    assert plant.again(lift).inspection_valid_to == SHORTER


def test_a_lift_becomes_ordinary_out_of_service_and_with_a_reason_alone(
    plant: Plant, second: str
) -> None:
    lift, pump = plant.device("1号梯", "lift"), plant.categories["pump"].id
    assert change(plant, lift, category=pump).errors[0].field == "category"
    with pytest.raises(AppError):
        step(plant, lift, "reclassify", "注销", category=pump)
    step(plant, lift, "stop", "注销使用登记")
    with pytest.raises(AppError):
        step(plant, lift, "reclassify", category=pump)
    step(plant, lift, "reclassify", "已注销使用登记", category=pump)
    assert plant.again(lift).special is not True
    assert told(plant, second) == [("equipment.reclassified", "已注销使用登记")]


def test_a_category_with_lifts_stays_special(plant: Plant) -> None:
    plant.device("1号梯", "lift")
    error = refused(
        records.update, plant.manager, EquipmentCategory, plant.categories["lift"].id,
        {"special": False},
    )  # fmt: skip
    assert error.errors[0].field == "special"


# -- its plans ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "template"),
    [("pause", "maintenance_plan.law_paused"), ("archive", "maintenance_plan.law_ended")],
)
def test_a_statutory_plan_rests_or_ends_with_a_reason_that_others_hear(
    plant: Plant, second: str, name: str, template: str
) -> None:
    plan = lawful_plan(plant, plant.device("1号梯", "lift"))
    with pytest.raises(AppError):
        step(plant, plan, name)
    step(plant, plan, name, "换维保单位")
    assert told(plant, second) == [(template, "换维保单位")]


def test_the_end_of_an_ordinary_plan_is_nobody_elses_news(plant: Plant, second: str) -> None:
    step(plant, plant.plan(plant.device(), kind="maintain"), "archive", "不需要")
    assert told(plant, second) == []


@pytest.mark.parametrize("values", [{"kind": "inspect"}, {"equipment": 2}])
def test_a_statutory_plan_does_not_turn_away_from_its_device(
    plant: Plant, values: dict[str, Any]
) -> None:
    plan = lawful_plan(plant, plant.device("1号梯", "lift"))
    plant.device()
    assert change(plant, plan, **values).errors[0].field == next(iter(values))


def test_the_interval_of_a_lift_is_not_cleared_while_its_plan_runs(plant: Plant) -> None:
    lift = plant.device("1号梯", "lift", interval=15, interval_unit="day")
    cleared = {"interval": None, "interval_unit": None}
    assert change(plant, lift, **cleared).errors[0].field == "interval"
    (plan,) = plant.session.query(MaintenancePlan).all()
    step(plant, plan, "archive", "改由整梯计划维护")
    records.update(plant.manager, Equipment, lift.id, cleared)
    assert plant.again(lift).interval is None


def test_a_lift_leaves_a_route_when_another_plan_keeps_the_law(plant: Plant) -> None:
    lift = plant.device("1号梯", "lift")
    route = lawful_plan(plant, None, covers="route")  # type: ignore[arg-type]
    stop = records.create(plant.manager, PlanStop, {"plan": route.id, "equipment": lift.id})
    refused(records.delete, plant.manager, PlanStop, stop.id)
    lawful_plan(plant, lift)
    records.delete(plant.manager, PlanStop, stop.id)
    assert plant.again(stop).deleted_at is not None
