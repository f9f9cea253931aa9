"""2.2: the devices of a plan follow it by themselves: new ones join, moved ones change, stopped ones rest."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine

from app.generated.equipment import Equipment
from app.generated.equipment_category import EquipmentCategory
from app.generated.maintenance_plan import MaintenancePlan
from app.generated.plan_stop import PlanStop
from app.generated.project import Project
from app.generated.role_project import RoleProject
from app.runtime import jobs, records
from app.runtime.database import Database
from app.runtime.errors import RuleViolation
from tests.custom.equipment.plant import MANAGER, Plant
from tests.support.statements import heard


def working(plant: Plant, plan: MaintenancePlan) -> list[int]:
    return [stop.equipment_id for stop in plant.stops(plan) if stop.active]


def all_pumps(plant: Plant, **values: Any) -> MaintenancePlan:
    return plant.plan(covers="category", category=plant.categories["pump"].id, **values)


def elsewhere(plant: Plant) -> Project:
    """Another project of the same manager."""
    with records.writing(plant.town.ctx):
        other = plant.town.ctx.create(
            Project, code="QH", name="清河苑", kind="residential", contract_from=dt.date(2024, 1, 1)
        )
        plant.town.ctx.create(RoleProject, user=plant.town.logins[MANAGER], project=other.id)
    return other


def test_a_plan_of_one_device_has_that_device(plant: Plant) -> None:
    pump = plant.device()
    plan = plant.plan(pump)
    assert working(plant, plan) == [pump.id]
    assert plant.again(plan).targets == 1


def test_a_category_plan_has_every_device_of_it_and_below(plant: Plant) -> None:
    pump, lift = plant.device(), plant.device("1号梯", "lift")
    plan = plant.plan(covers="category", category=plant.categories["machine"].id, interval=2)
    assert working(plant, plan) == [pump.id, lift.id]


def test_a_new_device_joins_and_begins_today(plant: Plant, at: time_machine.Coordinates) -> None:
    plan = all_pumps(plant, anchor_on=dt.date(2026, 1, 5), catchup="all")
    pump = plant.device()
    assert working(plant, plan) == [pump.id]
    records.transition(plant.manager, MaintenancePlan, plan.id, "generate")
    jobs.run_due()
    assert [f"{task.nominal_on:%m-%d}" for task in plant.tasks(plan)] == ["03-09"]


def test_a_device_that_moves_away_leaves_the_plan_and_comes_back(plant: Plant) -> None:
    pump = plant.device()
    plan, other = all_pumps(plant), elsewhere(plant)
    records.update(plant.manager, Equipment, pump.id, {"project": other.id})
    assert working(plant, plan) == []
    records.update(plant.manager, Equipment, pump.id, {"project": plant.town.project.id})
    assert working(plant, plan) == [pump.id]


def test_open_tasks_follow_a_device_that_moves(plant: Plant) -> None:
    pump = plant.device()
    plan, other = plant.plan(pump), elsewhere(plant)
    records.update(plant.manager, Equipment, pump.id, {"project": other.id, "location": "屋顶"})
    assert {(task.project_id, task.location) for task in plant.tasks(plan)} == {(other.id, "屋顶")}


def test_a_device_of_another_category_changes_its_plan(plant: Plant) -> None:
    pump = plant.device()
    plan = all_pumps(plant)
    records.update(plant.manager, Equipment, pump.id, {"category": plant.categories["machine"].id})
    assert working(plant, plan) == []


def test_a_category_that_moves_takes_its_devices_along(plant: Plant) -> None:
    lift = plant.device("1号梯", "lift")
    plan = plant.plan(covers="category", category=plant.categories["machine"].id, interval=2)
    assert working(plant, plan) == [lift.id]
    records.update(plant.manager, EquipmentCategory, plant.categories["lift"].id, {"parent": None})
    assert working(plant, plan) == []


def test_a_scrapped_device_leaves_and_its_own_plan_ends(plant: Plant) -> None:
    pump = plant.device(interval=1, interval_unit="month")
    (own,) = plant.session.query(MaintenancePlan).all()
    plan = all_pumps(plant)
    records.transition(plant.manager, Equipment, pump.id, "stop", note="老化")
    records.transition(plant.manager, Equipment, pump.id, "propose_scrap", note="老化")
    town = plant.town
    town.staff("fin_mgr", "CS", name="钱财务")
    records.transition(town.as_("钱财务"), Equipment, pump.id, "scrap")
    assert working(plant, plan) == []
    assert plant.again(own).state == "archived"


def test_a_route_is_chosen_by_hand(plant: Plant) -> None:
    first, second = plant.device(), plant.device("2号泵")
    route = plant.plan(covers="route", interval=1, unit="day")
    for number, device in ((2, first), (1, second)):
        records.create(
            plant.manager, PlanStop, {"plan": route.id, "equipment": device.id, "sort_no": number}
        )
    records.transition(plant.manager, MaintenancePlan, route.id, "generate")
    jobs.run_due()
    today = [task for task in plant.tasks(route) if task.nominal_on == plant.town.ctx.today]
    assert sorted((task.sort_no, task.equipment_id) for task in today) == [
        (1, second.id), (2, first.id),
    ]  # fmt: skip


def test_who_comes_back_to_a_route_gets_nothing_twice(plant: Plant) -> None:
    pump = plant.device()
    route = plant.plan(covers="route", interval=1, unit="day")
    given = {"plan": route.id, "equipment": pump.id}
    for _ in range(2):
        stop = records.create(plant.manager, PlanStop, given)
        records.transition(plant.manager, MaintenancePlan, route.id, "generate")
        jobs.run_due()
        records.delete(plant.manager, PlanStop, stop.id)
    assert len(plant.tasks(route)) == 8


@pytest.mark.parametrize(
    ("covers", "message"), [("category", "自动跟随"), ("equipment", "自动跟随")]
)
def test_the_devices_of_other_plans_are_not_chosen(plant: Plant, covers: str, message: str) -> None:
    pump, other = plant.device(), plant.device("1号梯", "lift")
    plan = plant.plan(pump) if covers == "equipment" else all_pumps(plant)
    with pytest.raises(RuleViolation, match="follow by themselves"):
        records.create(plant.manager, PlanStop, {"plan": plan.id, "equipment": other.id})
    (stop,) = plant.stops(plan)
    with pytest.raises(RuleViolation, match="follow by themselves"):
        records.delete(plant.manager, PlanStop, stop.id)


def test_a_stop_does_not_become_another_device(plant: Plant) -> None:
    pump, other = plant.device(), plant.device("2号泵")
    plan = plant.plan(pump)
    (stop,) = plant.stops(plan)
    with pytest.raises(RuleViolation, match="remove it and add"):
        records.update(plant.manager, PlanStop, stop.id, {"equipment": other.id})


def test_a_plan_keeps_to_its_project(plant: Plant) -> None:
    pump, other = plant.device(), elsewhere(plant)
    with pytest.raises(RuleViolation, match="another project"):
        plant.plan(pump, project=other.id)


def test_forty_devices_join_by_as_many_statements_as_two(plant: Plant, database: Database) -> None:
    counts = []
    for number in (2, 30):
        for one in range(number):
            plant.device(f"泵{number}-{one}")
        with heard(database) as statements:
            all_pumps(plant, activate=False)
        counts.append(len(statements))
    assert counts[1] <= counts[0] + 2


# -- the interval of a device ---------------------------------------------------------------------


def own_plan(plant: Plant) -> MaintenancePlan:
    (plan,) = plant.session.query(MaintenancePlan).all()
    return plan


def test_the_interval_of_a_device_makes_its_plan(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    """Counted from the day in service, 4 March 2024: due today, the 4th."""
    pump = plant.device(interval=1, interval_unit="month")
    jobs.run_due()
    plan = own_plan(plant)
    assert (plan.state, plan.source, plan.kind, plan.interval, plan.unit) == (
        "active", "equipment", "maintain", 1, "month",
    )  # fmt: skip
    assert working(plant, plan) == [pump.id]
    assert [f"{task.nominal_on:%m-%d}" for task in plant.tasks(plan)] == ["03-04"]


def test_a_category_gives_its_default_interval(plant: Plant) -> None:
    records.update(
        plant.manager, EquipmentCategory, plant.categories["pump"].id,
        {"default_interval": 3, "default_unit": "month"},
    )  # fmt: skip
    plant.device()
    plan = own_plan(plant)
    assert (plan.interval, plan.unit) == (3, "month")


def test_another_interval_of_the_device_changes_its_plan(plant: Plant) -> None:
    pump = plant.device(interval=1, interval_unit="month")
    records.update(plant.manager, Equipment, pump.id, {"interval": 2})
    assert own_plan(plant).interval == 2


def test_no_interval_any_more_ends_its_plan(plant: Plant) -> None:
    pump = plant.device(interval=1, interval_unit="month")
    records.update(plant.manager, Equipment, pump.id, {"interval": None, "interval_unit": None})
    assert own_plan(plant).state == "archived"
