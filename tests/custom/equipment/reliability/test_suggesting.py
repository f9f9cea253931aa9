"""2.5: what the figures suggest, in words, once; and what a person has decided is not said again (domain.md §3.20, §4.7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from app.custom.equipment.categories import tree
from app.custom.equipment.reliability import keeping, suggesting, words
from app.generated.equipment import Equipment
from app.generated.maintenance_advice import MaintenanceAdvice
from app.generated.maintenance_plan import MaintenancePlan
from app.runtime import jobs, records
from app.runtime.jobs import Progress
from app.runtime.system import Notification
from tests.custom.equipment.reliability.plant import Plant, moment

pytestmark = pytest.mark.database

START = moment("2024-01-01T00:00")
END = moment("2026-03-04T00:00")


def wearing_out(
    plant: Plant, devices: Sequence[int], beta: float, eta: float, *, seed: int = 1, category: str = "pump"
) -> int:  # fmt: skip
    """Failures of the devices from a Weibull life; returns how many."""
    random = Random(seed)
    number = 0
    for device in devices:
        at, faults = START, []
        while (at := at + dt.timedelta(hours=random.weibullvariate(eta, beta))) < END:
            faults.append((at, 4.0))
            at += dt.timedelta(hours=4)
        plant.failures(device, faults, category)
        number += len(faults)
    return number


def old(number: int, plant: Plant, category: str = "pump", **more: Any) -> list[int]:
    return plant.devices(number, category, in_service_on=dt.date(2024, 1, 1), **more)


def suggest(plant: Plant, period: str = "2026-02") -> list[MaintenanceAdvice]:
    with records.writing(plant.ctx):
        plant.ctx.enqueue(suggesting.SUGGEST, key=period, period=period)
    jobs.run_due()
    return said(plant)


def of_devices(plant: Plant, period: str) -> list[MaintenanceAdvice]:
    """What the devices themselves are worth, without the plans."""
    with records.writing(plant.ctx):
        suggesting.suggest(plant.ctx, Progress(), period=period)
    return said(plant)


def said(plant: Plant) -> list[MaintenanceAdvice]:
    plant.ctx.session.expire_all()
    return list(plant.ctx.query(select(MaintenanceAdvice).order_by(MaintenanceAdvice.id)))


def test_a_plan_whose_devices_wear_out_gets_another_interval_with_its_reasons(plant: Plant) -> None:
    pumps = old(6, plant)
    failures = wearing_out(plant, pumps, 2.5, 2000)
    plan = plant.plan(pumps, 180)
    (one,) = suggest(plant)
    assert (one.kind, one.plan_id, one.state, one.period) == ("interval", plan, "generated", "2026-02")  # fmt: skip
    assert (one.pooled, one.failures, one.model) == ("model", failures, "M1")
    assert one.beta is not None
    assert abs(one.beta - Decimal("2.5")) < Decimal("0.4")
    # A repair of 90 and four hours at 100 against an hour at 90.
    assert (one.cost_preventive, one.cost_failure) == (90, 490)
    assert (one.current_days, one.suggested_days) == (180, 90)
    zh, en = words.read(one.explanation or "", "zh"), words.read(one.explanation or "", "en")
    assert f"依据：同型号设备的 {failures} 次故障" in zh
    assert "越用越易坏" in zh
    assert "每次最多缩短一半：不少于 90 天" in zh
    assert zh.endswith("建议：周期由 180 天改为 90 天")
    assert en.endswith("Suggested: 90 days instead of 180")
    assert " / " not in en


def test_what_fails_by_chance_is_advised_to_run_to_failure(plant: Plant) -> None:
    cameras = old(30, plant, "camera")
    wearing_out(plant, cameras, 0.9, 8000, category="camera")
    plant.plan(cameras, 30)
    (one,) = suggest(plant)
    assert (one.kind, one.suggested_days, one.saving_pct) == ("run_to_failure", None, None)
    assert "坏了再修" in words.read(one.explanation or "", "zh")


def test_the_law_is_kept_whatever_the_optimum(plant: Plant) -> None:
    lifts = old(10, plant, "lift")
    wearing_out(plant, lifts, 1.6, 3000, category="lift")
    plant.plan(lifts, 30)
    (one,) = suggest(plant)
    assert (one.kind, one.suggested_days) == ("interval", 15)
    assert "法定最长间隔 15 天，不超过它" in words.read(one.explanation or "", "zh")


def test_a_lawful_interval_that_never_pays_stays(plant: Plant) -> None:
    """Lifts every 15 days, as the law asks: nothing to suggest, though nothing would pay."""
    lifts = old(10, plant, "lift")
    wearing_out(plant, lifts, 0.9, 3000, category="lift")
    plant.plan(lifts, 15)
    assert suggest(plant) == []


def test_with_too_few_failures_nothing_is_suggested(plant: Plant) -> None:
    pumps = old(2, plant)
    plant.failures(pumps[0], [(moment(f"2025-0{month}-01T00:00"), 4) for month in range(1, 5)])
    plant.plan(pumps, 30)
    assert suggest(plant) == []


def test_a_model_with_few_failures_is_judged_by_its_category_and_that_by_the_one_above(
    plant: Plant,
) -> None:
    wearing_out(plant, old(6, plant), 2.5, 2000)
    (other,) = old(1, plant, model="M2")
    (camera,) = old(1, plant, "camera", model="C1")
    (alone,) = old(1, plant, model="M3")
    wearing_out(plant, [alone], 2.5, 1500)
    for device in (other, camera, alone):
        plant.plan([device], 365)
    by_device = {one.model: one.pooled for one in suggest(plant)}
    assert by_device == {"M2": "category", "C1": "parent", "M3": "device"}


def test_the_same_month_says_it_once(plant: Plant) -> None:
    pumps = old(6, plant)
    wearing_out(plant, pumps, 2.5, 2000)
    plant.plan(pumps, 180)
    suggest(plant)
    with records.writing(plant.ctx):
        suggesting.suggest_for(plant.ctx, "2026-02", tree(plant.ctx), plant.categories["pump"])  # fmt: skip
    assert len(said(plant)) == 1


def test_what_waits_is_not_said_again_the_next_month(plant: Plant) -> None:
    pumps = old(6, plant)
    wearing_out(plant, pumps, 2.5, 2000)
    plant.plan(pumps, 180)
    suggest(plant)
    assert [one.state for one in suggest(plant, "2026-03")] == ["generated"]


def test_a_refused_suggestion_comes_again_only_when_its_figures_have_moved(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    pumps = old(6, plant)
    wearing_out(plant, pumps, 2.5, 2000)
    plan = plant.plan(pumps, 180)
    (one,) = suggest(plant)
    plant.town.staff("eng_mgr", "ENG", name="孟经理")
    records.transition(
        plant.town.as_("孟经理"), MaintenanceAdvice, one.id, "reject", note="明年大修"
    )
    assert len(suggest(plant, "2026-03")) == 1
    records.update(plant.ctx, MaintenancePlan, plan, {"interval": 120})
    again = suggest(plant, "2026-04")
    assert [(one.state, one.suggested_days) for one in again] == [
        ("rejected", 90),
        ("generated", 60),
    ]


def test_what_the_figures_no_longer_say_is_withdrawn(plant: Plant) -> None:
    pumps = old(6, plant)
    wearing_out(plant, pumps, 2.5, 2000)
    plan = plant.plan(pumps, 180)
    suggest(plant)
    records.update(plant.ctx, MaintenancePlan, plan, {"interval": 60})
    first = suggest(plant, "2026-03")
    assert first[0].state == "rejected"
    # The system itself took it back: nobody has refused it.
    records.update(plant.ctx, MaintenancePlan, plan, {"interval": 180})
    assert [one.state for one in suggest(plant, "2026-04")][-1] == "generated"


def test_a_bad_actor_is_to_be_replaced_once_until_it_gets_worse(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    (pump,) = old(1, plant)
    plant.failures(pump, [(moment(f"2026-{day}T00:00"), 1) for day in ("01-05", "01-20", "02-10")])
    with records.writing(plant.ctx):
        keeping.keep_device(plant.ctx, equipment=pump)
    (one,) = of_devices(plant, "2026-02")
    assert (one.kind, one.equipment_id, one.failures) == ("replace", pump, 3)
    assert "近 90 天故障 3 次" in words.read(one.explanation or "", "zh")
    plant.town.staff("eng_mgr", "ENG", name="孟经理")
    boss = plant.town.as_("孟经理")
    records.transition(boss, MaintenanceAdvice, one.id, "review", {"review_note": "看过"})
    records.transition(boss, MaintenanceAdvice, one.id, "handle", note="已列入更换计划")
    assert len(of_devices(plant, "2026-03")) == 1
    plant.failures(pump, [(moment("2026-03-02T00:00"), 1)])
    with records.writing(plant.ctx):
        keeping.keep_device(plant.ctx, equipment=pump)
    assert [one.failures for one in of_devices(plant, "2026-04")] == [3, 4]


def test_the_end_of_a_service_life_is_said_at_a_year_half_a_year_and_a_month(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    (pump,) = old(1, plant, expires_on=dt.date(2026, 12, 1))
    plant.town.staff("eng_mgr", "ENG", name="孟经理")
    boss = plant.town.as_("孟经理")
    for period, day, expected in (
        ("2026-02", "2026-03-04", 1), ("2026-03", "2026-04-01", 1), ("2026-05", "2026-06-02", 2),
        ("2026-10", "2026-11-02", 3), ("2026-11", "2026-12-02", 4),
    ):  # fmt: skip
        at.move_to(f"{day}T10:00:00+08:00")
        found = of_devices(plant, period)
        assert len(found) == expected, period
        if found[-1].state == "generated":
            records.transition(boss, MaintenanceAdvice, found[-1].id, "reject", note="再议")
    assert "使用年限已过 1 天" in words.read(found[-1].explanation or "", "zh")
    assert plant.ctx.get(Equipment, pump).expires_on == dt.date(2026, 12, 1)


def test_the_engineering_manager_of_the_project_is_told_once_a_month(plant: Plant) -> None:
    pumps = old(6, plant)
    wearing_out(plant, pumps, 2.5, 2000)
    plant.plan(pumps, 180)
    plant.plan(pumps[:1], 365)
    plant.town.staff("eng_mgr", "ENG", name="孟经理")
    suggest(plant)
    with records.writing(plant.ctx):
        suggesting.tell(plant.ctx, "2026-02")
    told = [
        one for one in plant.ctx.session.scalars(select(Notification))
        if one.template == "reliability.suggested"
    ]  # fmt: skip
    assert [one.recipient_id for one in told] == [plant.town.logins["孟经理"]]


def test_a_plan_by_run_hours_is_judged_by_run_hours(plant: Plant) -> None:
    """Pumps that run half of the day: the optimum in days is twice that of the hours."""
    from app.generated.equipment_reading import EquipmentReading

    pumps = old(6, plant)
    wearing_out(plant, pumps, 3.0, 2000)
    plan = plant.plan(pumps, 2160, "hours")
    plant.write(
        EquipmentReading,
        [
            {
                "equipment_id": pump, "project_id": plant.project, "read_at": at, "source": "person",
                "hours": Decimal((at - START).days * 12), "added": Decimal((at - START).days * 12),
            }
            for pump in pumps
            for at in (START, END)
        ],
    )  # fmt: skip
    (one,) = suggest(plant)
    assert one.plan_id == plan
    assert (one.current_days, one.suggested_days) == (180, 90)
    assert one.eta_h is not None
    assert 800 < one.eta_h < 1200
    assert "按运行小时计" in words.read(one.explanation or "", "zh")


def test_a_category_costs_the_same_whatever_its_plans(plant: Plant, statements: Any) -> None:
    pumps = old(3, plant)
    wearing_out(plant, pumps, 2.5, 1000)
    plant.plan(pumps, 180)
    known = tree(plant.ctx)
    with statements() as few, records.writing(plant.ctx):
        suggesting.suggest_for(plant.ctx, "2026-01", known, plant.categories["pump"])
    for pump in pumps:
        plant.plan([pump], 180)
    wearing_out(plant, old(10, plant), 2.5, 1000, seed=2)
    with statements() as many, records.writing(plant.ctx):
        suggesting.suggest_for(plant.ctx, "2026-02", known, plant.categories["pump"])
    assert len(said(plant)) == 4
    assert len(many) <= len(few) + 1
