"""2.2: a plan keeps the law and makes sense (O5.8); what is refused says what to do instead."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
import time_machine

from app.generated.equipment import Equipment
from app.generated.equipment_category import EquipmentCategory
from app.generated.maintenance_plan import MaintenancePlan
from app.generated.plan_stop import PlanStop
from app.runtime import jobs, records
from app.runtime.errors import AppError, RuleViolation, ValidationFailed
from tests.custom.equipment.plant import LAWFUL, Plant


def refused(call: Any, *args: Any, **values: Any) -> AppError:
    with pytest.raises((RuleViolation, ValidationFailed)) as caught:
        call(*args, **values)
    return caught.value


def zh(error: AppError) -> str:
    return error.message.in_language("zh")


@pytest.mark.parametrize(
    ("interval", "unit", "more", "field"),
    [
        (30, "day", {}, "interval"),
        (16, "day", {}, "interval"),
        (3, "week", {}, "interval"),
        (3, "week", {"weekdays": ["mon", "tue"]}, "interval"),
        (1, "month", {}, "interval"),
        (1, "quarter", {}, "interval"),
        (30, "day", {"basis": "floating"}, "interval"),
        (30, "day", {"kind": "maintain"}, "interval"),
        (500, "hours", {}, "unit"),
        (15, "day", {"nonworkday": "prev"}, "nonworkday"),
        (8, "day", {"nonworkday": "skip"}, "nonworkday"),
    ],
)
def test_a_plan_rarer_than_the_law_is_refused(
    plant: Plant, interval: int, unit: str, more: dict[str, Any], field: str
) -> None:
    lift = plant.device("1号梯", "lift")
    error = refused(plant.plan, lift, interval=interval, unit=unit, **more)
    assert [one.field for one in error.errors] == [field]
    assert "法定最长间隔是 15 天" in zh(error)


@pytest.mark.parametrize(
    ("interval", "unit", "more"),
    [
        (15, "day", {}),
        (2, "week", {}),
        (15, "day", {"nonworkday": "next"}),
        (5, "day", {"nonworkday": "prev"}),
        (1, "year", {"kind": "calibrate"}),
    ],
)
def test_a_plan_within_the_law_is_kept(
    plant: Plant, interval: int, unit: str, more: dict[str, Any]
) -> None:
    lift = plant.device("1号梯", "lift")
    assert plant.plan(lift, interval=interval, unit=unit, activate=False, **more).state == "draft"


def test_the_law_holds_for_a_category_that_has_the_lifts_below(plant: Plant) -> None:
    error = refused(
        plant.plan, covers="category", category=plant.categories["machine"].id, interval=1,
        unit="month",
    )  # fmt: skip
    assert "电梯" in zh(error)


def test_the_law_holds_for_a_route_when_a_lift_joins_it(plant: Plant) -> None:
    lift = plant.device("1号梯", "lift")
    route = plant.plan(covers="route", interval=1, unit="month", activate=False)
    error = refused(
        records.create, plant.manager, PlanStop, {"plan": route.id, "equipment": lift.id}
    )
    assert [one.field for one in error.errors] == ["equipment"]


def test_the_law_holds_when_a_plan_is_changed(plant: Plant) -> None:
    plan = plant.plan(plant.device("1号梯", "lift"), interval=15, unit="day")
    error = refused(records.update, plant.manager, MaintenancePlan, plan.id, {"unit": "week"})
    assert "105 天" in zh(error)
    assert plant.again(plan).unit == "day"


def test_the_law_holds_between_the_old_rule_and_the_new_one(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    """Every thirteen days, the next a Tuesday; from now on Mondays: the first of them is not six days after it."""
    lift = plant.device("1号梯", "lift")
    plan = plant.plan(lift, interval=13, unit="day", anchor_on=dt.date(2026, 3, 4))
    changed = {"interval": 2, "unit": "week", "weekdays": ["mon"]}
    records.update(plant.manager, MaintenancePlan, plan.id, changed)
    at.shift(dt.timedelta(days=60))
    jobs.run_due()
    dates = [plan.anchor_on, *(task.nominal_on for task in plant.tasks(plan))]
    assert all((b - a).days <= 15 for a, b in pairwise(dates)), dates
    assert all(day.weekday() == 0 for day in dates[2:]), dates


def test_the_law_holds_for_the_interval_of_a_device(plant: Plant) -> None:
    error = refused(plant.device, "1号梯", "lift", interval=1, interval_unit="month")
    assert [one.field for one in error.errors] == ["interval"]


def test_the_law_holds_for_the_default_of_a_category(plant: Plant) -> None:
    error = refused(
        records.update, plant.manager, EquipmentCategory, plant.categories["lift"].id,
        {"default_interval": 30, "default_unit": "day"},
    )  # fmt: skip
    assert [one.field for one in error.errors] == ["default_interval"]


def test_a_stricter_law_names_the_plans_that_are_rarer(plant: Plant) -> None:
    plan = plant.plan(plant.device("1号梯", "lift"), interval=15, unit="day")
    error = refused(
        records.update, plant.manager, EquipmentCategory, plant.categories["lift"].id,
        {"reg_max_days": 10},
    )  # fmt: skip
    assert str(plan.code) in zh(error)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"unit": "week", "month_end": True}, "month_end"),
        ({"unit": "hours", "interval": 500, "month_end": True}, "month_end"),
        ({"unit": "year", "interval": 11}, "interval"),
        ({"unit": "month", "weekdays": ["mon"]}, "weekdays"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(
    plant: Plant, values: dict[str, Any], field: str
) -> None:
    error = refused(plant.plan, plant.device(), **values)
    assert field in [one.field for one in error.errors]


def test_a_plan_for_one_device_names_it(plant: Plant) -> None:
    error = refused(plant.plan, covers="equipment")
    assert [one.field for one in error.errors] == ["equipment"]


def test_a_category_does_not_stand_under_itself(plant: Plant) -> None:
    error = refused(
        records.update, plant.manager, EquipmentCategory, plant.categories["machine"].id,
        {"parent": plant.categories["pump"].id},
    )  # fmt: skip
    assert [one.field for one in error.errors] == ["parent"]


def test_a_lift_does_not_join_a_category_whose_plan_is_too_rare(plant: Plant) -> None:
    """A pump becomes a lift while its plan is monthly: the plan is to be changed first."""
    pump = plant.device()
    plan = plant.plan(pump, interval=1, unit="month")
    error = refused(
        records.update, plant.manager, Equipment, pump.id,
        {"category": plant.categories["lift"].id, "reg_code": "C-9", **LAWFUL},
    )  # fmt: skip
    assert str(plan.code) in zh(error)
