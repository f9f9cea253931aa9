"""2.5: a reviewed suggestion changes its plan, and its effect is looked at later (domain.md §3.20)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from app.custom.equipment.reliability import applying, effects, words
from app.custom.equipment.reliability.effects import Seen
from app.generated.equipment import Equipment
from app.generated.equipment_category import EquipmentCategory
from app.generated.maintenance_advice import MaintenanceAdvice
from app.generated.maintenance_plan import MaintenancePlan
from app.generated.plan_stop import PlanStop
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import Forbidden, InvalidState, RuleViolation
from app.runtime.system import Notification
from tests.custom.equipment.reliability.plant import Plant, moment

TODAY = dt.date(2026, 3, 4)


@pytest.fixture
def manager(plant: Plant) -> Context:
    plant.town.staff("eng_mgr", "ENG", name="孟经理")
    return plant.town.as_("孟经理")


def advice(plant: Plant, plan: int, current: int, days: int, **more: Any) -> int:
    return plant.write(
        MaintenanceAdvice,
        [
            {
                "period": "2026-02", "kind": "interval", "project_id": plant.project, "plan_id": plan,
                "category_id": plant.categories["pump"], "current_days": current, "suggested_days": days,
                "state": "reviewed", **more,
            }
        ],
    )[0]  # fmt: skip


def apply(who: Context, id: int) -> MaintenanceAdvice:
    return records.transition(who, MaintenanceAdvice, id, "apply")


@pytest.mark.database
def test_an_applied_suggestion_changes_the_plan_and_says_when_to_look_again(
    plant: Plant, manager: Context
) -> None:
    plan = plant.plan(plant.devices(2), 3, "month")
    one = apply(manager, advice(plant, plan, 90, 60))
    changed = plant.ctx.get(MaintenancePlan, plan)
    assert (changed.interval, changed.unit, changed.source) == (2, "month", "advice")
    assert (one.state, one.applied_on, one.check_on) == ("applied", TODAY, TODAY + dt.timedelta(120))  # fmt: skip


@pytest.mark.database
def test_a_changed_interval_holds_from_the_next_nominal_date(
    plant: Plant, manager: Context
) -> None:
    """Every quarter from 2025-01-01, made up to 2026-04-01: the next one stays 1 July, then every two months."""
    plan = plant.plan(plant.devices(1), 1, "quarter", made_up_to=dt.date(2026, 4, 1))
    apply(manager, advice(plant, plan, 90, 60))
    assert plant.ctx.get(MaintenancePlan, plan).rule_from == dt.date(2026, 7, 1)
    (stop,) = plant.ctx.query(select(PlanStop).where(PlanStop.plan_id == plan))
    assert (stop.last_nominal_on, stop.next_on) == (dt.date(2026, 4, 1), dt.date(2026, 7, 1))


def test_the_device_whose_interval_made_the_plan_shows_the_new_one(
    plant: Plant, manager: Context
) -> None:
    device = records.create(
        plant.ctx, Equipment,
        {
            "name": "pump", "category": plant.categories["pump"], "project": plant.project, "location": "B1",
            "model": "M1", "in_service_on": "2025-01-01", "service_life_years": 15, "interval": 1,
            "interval_unit": "quarter",
        },
    )  # fmt: skip
    (plan,) = plant.ctx.query(select(MaintenancePlan))
    apply(manager, advice(plant, plan.id, 90, 60, equipment_id=device.id))
    plant.ctx.session.expire_all()
    (plan,) = plant.ctx.query(select(MaintenancePlan))
    assert (plan.interval, plan.unit, plan.source) == (2, "month", "advice")
    device = plant.ctx.get(Equipment, device.id)
    assert (device.interval, device.interval_unit) == (2, "month")


@pytest.mark.database
def test_a_suggestion_must_be_reviewed_before_it_is_applied(plant: Plant, manager: Context) -> None:
    plan = plant.plan(plant.devices(1), 90)
    id = advice(plant, plan, 90, 60, state="generated")
    with pytest.raises(InvalidState):
        apply(manager, id)
    records.transition(manager, MaintenanceAdvice, id, "review", {"review_note": "同意"})
    assert apply(manager, id).review_note == "同意"


@pytest.mark.database
def test_a_plan_that_was_changed_meanwhile_is_left_alone(plant: Plant, manager: Context) -> None:
    plan = plant.plan(plant.devices(1), 45)
    id = advice(plant, plan, 90, 60)
    with pytest.raises(RuleViolation, match="is 45 days by now"):
        apply(manager, id)
    assert plant.ctx.get(MaintenanceAdvice, id).state == "reviewed"
    assert plant.ctx.get(MaintenancePlan, plan).interval == 45


@pytest.mark.database
def test_the_law_is_asked_again_when_a_suggestion_is_applied(
    plant: Plant, manager: Context
) -> None:
    """The limit of the category was set after the suggestion was made."""
    plan = plant.plan(plant.devices(1), 30)
    id = advice(plant, plan, 30, 60)
    records.update(plant.ctx, EquipmentCategory, plant.categories["pump"], {"reg_max_days": 45})
    with pytest.raises(RuleViolation, match="45"):
        apply(manager, id)
    assert plant.ctx.get(MaintenancePlan, plan).interval == 30


def test_a_plan_that_has_ended_takes_no_suggestion(plant: Plant, manager: Context) -> None:
    plan = plant.plan(plant.devices(1), 90, state="archived")
    with pytest.raises(RuleViolation, match="plan has ended"):
        apply(manager, advice(plant, plan, 90, 60))


def test_only_another_interval_can_be_applied_to_a_plan(plant: Plant, manager: Context) -> None:
    plan = plant.plan(plant.devices(1), 90)
    id = advice(plant, plan, 90, 60, kind="run_to_failure", suggested_days=None)
    with pytest.raises(RuleViolation, match="Only a changed interval"):
        apply(manager, id)
    handled = records.transition(manager, MaintenanceAdvice, id, "handle", note="改为状态监测")
    assert (handled.state, handled.applied_on) == ("applied", TODAY)


def test_who_does_not_run_the_machines_decides_nothing(plant: Plant) -> None:
    plan = plant.plan(plant.devices(1), 90)
    id = advice(plant, plan, 90, 60)
    plant.town.staff("technician", "ENG", name="周维修")
    plant.town.staff("gm", "CS", name="总经理")
    for name in ("周维修", "总经理"):
        with pytest.raises(Exception) as caught:
            apply(plant.town.as_(name), id)
        assert caught.type.__name__ in ("Forbidden", "NotFound"), name


@pytest.mark.parametrize(
    ("plan", "current", "days", "lawful", "then"),
    [
        ((90, "day"), 90, 60, None, (60, "day")),
        ((1, "quarter"), 90, 60, None, (2, "month")),
        ((1, "year"), 365, 180, None, (6, "month")),
        ((6, "month"), 180, 365, None, (1, "year")),
        ((2, "month"), 60, 15, None, (15, "day")),
        ((2, "week"), 14, 7, None, (1, "week")),
        ((4, "week"), 28, 15, None, (15, "day")),
        ((1, "month"), 30, 15, 15, (15, "day")),
        ((3, "month"), 90, 60, 60, (60, "day")),
        ((2160, "hours"), 180, 90, None, (1080, "hours")),
    ],
)
def test_months_stay_months_and_a_lawful_limit_is_in_days(
    plan: tuple[int, str], current: int, days: int, lawful: int | None, then: tuple[int, str]
) -> None:
    assert applying.rhythm(*plan, current, days, lawful=lawful) == then


# -- the effect -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seen", "effect"),
    [
        (Seen(12, 1000, 2, 1000), "better"),
        (Seen(2, 1000, 12, 1000), "worse"),
        (Seen(6, 1000, 5, 1000), "same"),
        (Seen(3, 1000, 1, 1000), "unknown"),
        (Seen(9, 0, 1, 1000), "unknown"),
    ],
)
def test_only_what_chance_hardly_makes_is_an_effect(seen: Seen, effect: str) -> None:
    assert seen.effect == effect


@pytest.mark.database
def test_the_effect_is_looked_at_on_its_day_and_told_once(
    plant: Plant, manager: Context, at: time_machine.Coordinates
) -> None:
    pumps = plant.devices(4)
    plan = plant.plan(pumps, 90)
    for pump in pumps:
        plant.failures(pump, [(moment(f"2026-{day}T00:00"), 2) for day in ("01-01", "01-20", "02-15")])  # fmt: skip
    id = advice(plant, plan, 90, 60)
    apply(manager, id)
    at.move_to("2026-07-01T03:05:00+08:00")
    with records.writing(plant.ctx):
        effects.check(plant.ctx)
    assert plant.ctx.get(MaintenanceAdvice, id).effect is None
    at.move_to("2026-07-02T03:05:00+08:00")
    for _again in range(2):
        with records.writing(plant.ctx):
            effects.check(plant.ctx)
    one = plant.ctx.get(MaintenanceAdvice, id)
    assert one.effect == "better"
    assert words.read(one.effect_note or "", "zh").startswith("应用前 120 天：12 次故障")
    assert words.read(one.effect_note or "", "en").endswith("Clearly fewer failures")
    told = [row for row in plant.ctx.session.query(Notification) if row.template == "reliability.effect"]  # fmt: skip
    assert [row.recipient_id for row in told] == [plant.town.logins["孟经理"]]


def test_a_longer_interval_without_more_failures_is_said_to_pay() -> None:
    longer = MaintenanceAdvice(current_days=30, suggested_days=60)
    shorter = MaintenanceAdvice(current_days=60, suggested_days=30)
    seen = Seen(6, 1000, 5, 1000)
    assert "延长有效" in effects.explain(longer, seen, 120)
    assert "还没有看出效果" in effects.explain(shorter, seen, 120)


def test_a_refusal_needs_a_reason(plant: Plant, manager: Context) -> None:
    id = advice(plant, plant.plan(plant.devices(1), 90), 90, 60)
    with pytest.raises(Exception, match="note") as caught:
        records.transition(manager, MaintenanceAdvice, id, "reject")
    assert not isinstance(caught.value, Forbidden)
