"""2.2: tasks are made from plans, each exactly once, whatever was missed (domain.md §4.5, O5.4–O5.7)."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import time_machine

from app.custom.equipment.plans import generation
from app.generated.equipment import Equipment
from app.generated.maintenance_plan import MaintenancePlan
from app.runtime import jobs, records
from app.runtime.context import Context
from app.runtime.database import Database
from tests.custom.equipment.plant import Plant
from tests.support.statements import heard

MONDAY = dt.date(2026, 3, 2)
NOON = "2026-{}T12:00:00+08:00"


def dates(plant: Plant, plan: MaintenancePlan, *states: str) -> list[str]:
    return [f"{task.nominal_on:%m-%d}" for task in plant.tasks(plan, *states)]


def night(at: time_machine.Coordinates, day: str) -> None:
    """Noon of that day, when the night's job has run."""
    at.move_to(dt.datetime.fromisoformat(NOON.format(day)))
    jobs.run_due()


def weekly(plant: Plant, at: time_machine.Coordinates, **values: Any) -> MaintenancePlan:
    """O5.5: weekly from 2026-03-02, made on that day."""
    at.move_to(dt.datetime.fromisoformat(NOON.format("03-02")))
    return plant.plan(plant.device(), anchor_on=MONDAY, **values)


def test_a_weekly_plan_makes_the_days_ahead_and_nothing_twice(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    plan = weekly(plant, at)
    assert dates(plant, plan) == ["03-02", "03-09"]
    night(at, "03-02")
    assert dates(plant, plan) == ["03-02", "03-09"]


def test_two_workers_at_once_make_each_task_once(
    plant: Plant, at: time_machine.Coordinates, database: Database
) -> None:
    plan = weekly(plant, at)
    at.move_to(dt.datetime.fromisoformat(NOON.format("03-09")))
    ready = threading.Barrier(2)
    made: list[int] = []

    def work() -> None:
        with Context.system() as ctx:
            ready.wait()
            with records.writing(ctx):
                made.append(generation.make_some(ctx)[1])

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(made) == [0, 1]
    assert dates(plant, plan) == ["03-02", "03-09", "03-16"]


def test_all_that_was_missed_is_made_up(plant: Plant, at: time_machine.Coordinates) -> None:
    plan = weekly(plant, at, catchup="all")
    night(at, "03-30")
    assert dates(plant, plan, "planned", "issued") == [
        "03-02", "03-09", "03-16", "03-23", "03-30", "04-06",
    ]  # fmt: skip
    assert [task.overdue for task in plant.tasks(plan)[2:]] == [True, True, None, None]


def test_only_the_latest_is_made_up_and_the_others_are_on_record(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    plan = weekly(plant, at, catchup="latest")
    night(at, "03-30")
    assert dates(plant, plan, "issued", "planned") == ["03-02", "03-09", "03-30", "04-06"]
    assert dates(plant, plan, "skipped") == ["03-16", "03-23"]
    skipped = plant.tasks(plan, "skipped")
    assert {task.result for task in skipped} == {"skipped"}
    assert all("最近一次" in str(task.remark) for task in skipped)


def test_a_plan_begins_on_the_day_of_its_activation(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    """Nobody missed what was due before; only "all of them" counts from the anchor."""
    late = plant.plan(plant.device("2号泵"), anchor_on=dt.date(2026, 2, 2))
    whole = plant.plan(plant.device("3号泵"), anchor_on=dt.date(2026, 2, 16), catchup="all")
    assert dates(plant, late) == ["03-09"]
    assert dates(plant, whole) == ["02-16", "02-23", "03-02", "03-09"]


def test_due_dates_are_moved_and_late_after_the_days_of_grace(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    plan = plant.plan(
        plant.device(), anchor_on=dt.date(2026, 5, 1), unit="month", nonworkday="next",
        window_days=2, lead_days=60,
    )  # fmt: skip
    (task,) = plant.tasks(plan)
    assert (task.nominal_on, task.due_on, task.late_after) == (
        dt.date(2026, 5, 1), dt.date(2026, 5, 6), dt.date(2026, 5, 8),
    )  # fmt: skip


def test_a_date_left_out_makes_no_task(plant: Plant, at: time_machine.Coordinates) -> None:
    plan = plant.plan(
        plant.device(), interval=3, unit="day", anchor_on=dt.date(2026, 3, 4), nonworkday="skip"
    )
    assert dates(plant, plan) == ["03-04", "03-10"]  # 03-07 is a Saturday


def test_a_plan_that_is_not_active_makes_nothing(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    draft = plant.plan(plant.device(), activate=False)
    paused = plant.plan(plant.device("2号泵"))
    assert len(plant.tasks(paused)) == 2
    records.transition(plant.manager, MaintenancePlan, paused.id, "pause", note="检修")
    night(at, "03-20")
    assert plant.tasks(draft) == []
    assert len(plant.tasks(paused)) == 2


def test_after_a_pause_the_plan_catches_up_as_it_says(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    plan = weekly(plant, at, catchup="all")
    records.transition(plant.manager, MaintenancePlan, plan.id, "pause", note="检修")
    night(at, "03-23")
    records.transition(plant.manager, MaintenancePlan, plan.id, "activate")
    jobs.run_due()
    assert dates(plant, plan) == ["03-02", "03-09", "03-16", "03-23", "03-30"]


def test_a_changed_interval_holds_from_the_next_date_and_issued_tasks_stay(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    plan = weekly(plant, at)
    records.update(plant.manager, MaintenancePlan, plan.id, {"interval": 2})
    assert plant.again(plan).rule_from == dt.date(2026, 3, 16)
    night(at, "03-09")
    night(at, "03-23")
    assert dates(plant, plan) == ["03-02", "03-09", "03-16", "03-30"]


def test_a_stopped_device_gets_nothing_and_makes_nothing_up_later(
    plant: Plant, at: time_machine.Coordinates, caplog: Any
) -> None:
    plan = weekly(plant, at, catchup="all")
    (stop,) = plant.stops(plan)
    records.transition(plant.manager, Equipment, stop.equipment_id, "stop", note="大修")
    assert dates(plant, plan, "skipped") == ["03-02", "03-09"]
    with caplog.at_level("INFO"):
        night(at, "03-30")
    assert "no inspections for 1 devices out of service" in caplog.text
    assert len(plant.tasks(plan)) == 2
    records.transition(plant.manager, Equipment, stop.equipment_id, "restart")
    night(at, "03-31")
    assert dates(plant, plan, "issued") == ["03-30", "04-06"]


def test_the_manager_makes_tasks_without_waiting_for_the_night(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    plan = weekly(plant, at)
    at.move_to(dt.datetime.fromisoformat("2026-03-09T00:01:00+08:00"))
    records.transition(plant.manager, MaintenancePlan, plan.id, "generate")
    jobs.run_due()
    assert dates(plant, plan) == ["03-02", "03-09", "03-16"]


def test_a_kill_between_two_chunks_loses_nothing(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    """Each chunk is a transaction; whoever goes on finds what is left."""
    plans = [weekly(plant, at, name=f"巡检 {number}") for number in range(3)]
    at.move_to(dt.datetime.fromisoformat(NOON.format("03-09")))
    with Context.system() as ctx:
        with records.writing(ctx):
            last, made = generation.make_some(ctx, at_once=2)
        assert (made, last) == (2, plant.stops(plans[1])[0].id)
        with records.writing(ctx):
            assert generation.make_some(ctx, at_once=2) == (None, 1)
    assert [len(plant.tasks(plan)) for plan in plans] == [3, 3, 3]


def test_a_hundred_devices_take_no_more_statements_than_two(
    plant: Plant, at: time_machine.Coordinates, database: Database
) -> None:
    counts = []
    for number in (2, 40):
        plant.plan(covers="category", category=plant.categories["pump"].id, name=f"{number}")
        for one in range(number):
            plant.device(f"泵{number}-{one}")
        with heard(database) as statements, Context.system() as ctx, records.writing(ctx):
            assert generation.make_some(ctx)[1] >= number
        counts.append(len(statements))
    assert counts[1] <= counts[0] + 4  # SQLite's search index takes its rows in parts


def test_numbers_of_tasks_come_from_the_series(plant: Plant, at: time_machine.Coordinates) -> None:
    plan = weekly(plant, at)
    assert [task.task_no for task in plant.tasks(plan)] == ["XJ202603-000001", "XJ202603-000002"]


def test_the_next_due_date_stands_on_the_device(plant: Plant, at: time_machine.Coordinates) -> None:
    plan = weekly(plant, at)
    (stop,) = plant.stops(plan)
    assert plant.session.get(Equipment, stop.equipment_id).next_due_on == MONDAY
