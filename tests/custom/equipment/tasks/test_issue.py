"""2.2: tasks are issued to the right person with their checklist, and each person is told once a run."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import time_machine
from sqlalchemy import select

from app.custom.equipment.plans import generation
from app.custom.equipment.tasks import issue
from app.generated.check_item import CheckItem
from app.generated.inspection_item import InspectionItem
from app.generated.inspection_task import InspectionTask
from app.runtime import jobs, notify, records
from app.runtime.database import Database
from app.runtime.system import TransitionLog
from tests.custom.equipment.plant import MANAGER, MECHANIC, Plant
from tests.support.statements import heard


def messages(plant: Plant, name: str, template: str) -> list[Any]:
    rows = notify.inbox(plant.town.as_(name))
    return [row for row in rows if row.template == f"inspection_task.{template}"]


def codes(plant: Plant, task: InspectionTask) -> list[str]:
    items = plant.session.scalars(
        select(InspectionItem)
        .where(InspectionItem.task_id == task.id)
        .order_by(InspectionItem.sort_no)
    )
    return [item.code for item in items]


def test_the_best_by_skill_and_load_gets_the_task(plant: Plant) -> None:
    """Nobody is named: the technician with the skill and the least to do, in turn."""
    plant.town.technician("李电工", {"electric": 5})
    plant.town.technician("王水工", {"plumbing": 2})
    plan = plant.plan(plant.device())
    names = Counter(task.assignee_name for task in plant.tasks(plan, "issued"))
    assert names == {MECHANIC: 1, "王水工": 1}


def test_the_keeper_comes_before_the_best(plant: Plant) -> None:
    keeper = plant.town.technician("李电工", {"electric": 5})
    plan = plant.plan(plant.device(keeper=keeper.id))
    assert {task.assignee_name for task in plant.tasks(plan)} == {"李电工"}


def test_whom_the_plan_names_comes_before_the_keeper(plant: Plant) -> None:
    keeper = plant.town.technician("李电工", {"electric": 5})
    plan = plant.plan(plant.device(keeper=keeper.id), assignee=plant.town.employees[MANAGER].id)
    assert {task.assignee_name for task in plant.tasks(plan)} == {MANAGER}


def test_who_left_is_not_asked_though_the_plan_names_him(plant: Plant) -> None:
    gone = plant.town.technician("李电工", {"electric": 5})
    with records.writing(plant.town.ctx):
        plant.town.ctx.update(plant.again(gone), login=None)
    plan = plant.plan(plant.device(), assignee=gone.id)
    assert {task.assignee_name for task in plant.tasks(plan)} == {MECHANIC}


def test_when_nobody_fits_the_manager_is_told_and_the_task_waits(plant: Plant) -> None:
    records.update(
        plant.manager, type(plant.categories["pump"]), plant.categories["pump"].id, {"level": 5}
    )
    plan = plant.plan(plant.device())
    assert {task.assignee_id for task in plant.tasks(plan, "issued")} == {None}
    (told,) = messages(plant, MANAGER, "nobody")
    assert told.params["count"] == 2


def test_each_person_is_told_once_a_run(plant: Plant, at: time_machine.Coordinates) -> None:
    for number in range(3):
        plant.device(f"{number}号泵")
    plant.plan(covers="category", category=plant.categories["pump"].id)
    (told,) = messages(plant, MECHANIC, "issued")
    assert told.params == {"count": 6, "first": "03-04"}
    jobs.run_due()
    assert len(messages(plant, MECHANIC, "issued")) == 1


def test_the_checklist_is_that_of_the_category_and_above_for_this_kind(plant: Plant) -> None:
    pump = plant.device()
    (inspection, _) = plant.tasks(plant.plan(pump, kind="inspect"))
    (maintenance, _) = plant.tasks(plant.plan(pump, kind="maintain"))
    assert codes(plant, inspection) == ["leak", "pressure", "noise"]
    assert codes(plant, maintenance) == ["leak", "pressure", "noise", "clean"]


def test_a_category_says_more_about_an_item_than_the_one_above(plant: Plant) -> None:
    with records.writing(plant.town.ctx):
        plant.town.ctx.create(
            CheckItem, category=plant.categories["machine"].id, sort_no=1, code="leak", name="全部"
        )
    (task, _) = plant.tasks(plant.plan(plant.device()))
    item = plant.session.scalars(
        select(InspectionItem).where(
            InspectionItem.task_id == task.id, InspectionItem.code == "leak"
        )
    ).one()
    assert item.name == "有无渗漏"


def test_an_item_says_what_is_asked(plant: Plant) -> None:
    plant.plan(plant.device())
    demands = plant.session.scalars(select(InspectionItem.demand).distinct()).all()
    assert set(demands) == {None, "0.2–0.6 MPa", "正常，偏大，异响"}


def test_a_later_change_of_the_checklist_leaves_issued_tasks_alone(plant: Plant) -> None:
    (task, _) = plant.tasks(plant.plan(plant.device()))
    (leak,) = plant.session.scalars(select(CheckItem).where(CheckItem.code == "leak")).all()
    records.delete(plant.manager, CheckItem, leak.id)
    assert codes(plant, task) == ["leak", "pressure", "noise"]


def test_a_task_that_was_put_off_is_planned_until_its_lead_begins(
    plant: Plant, at: time_machine.Coordinates
) -> None:
    """Nominal 1 May, due 6 May: made on 24 April, issued on 29 April."""
    plan = plant.plan(plant.device(), anchor_on=dt.date(2026, 5, 1), unit="year", nonworkday="next")
    states = {}
    for day in ("04-24", "04-28", "04-29"):
        at.move_to(dt.datetime.fromisoformat(f"2026-{day}T12:00:00+08:00"))
        jobs.run_due()
        states[day] = [task.state for task in plant.tasks(plan)]
    assert states == {"04-24": ["planned"], "04-28": ["planned"], "04-29": ["issued"]}


def test_the_road_of_an_issued_task_is_on_record(plant: Plant) -> None:
    (task, _) = plant.tasks(plant.plan(plant.device()))
    log = plant.session.scalars(
        select(TransitionLog)
        .where(TransitionLog.entity == "inspection_task", TransitionLog.record_id == task.id)
        .order_by(TransitionLog.id)
    ).all()
    assert [(row.transition, row.from_state, row.to_state, row.by_system) for row in log] == [
        ("create", None, "planned", True), ("issue", "planned", "issued", True),
    ]  # fmt: skip


def test_forty_tasks_are_issued_by_as_many_statements_as_two(
    plant: Plant, database: Database
) -> None:
    counts = []
    for number in (1, 20):
        plant.plan(covers="category", category=plant.categories["pump"].id, lead_days=0)
        for one in range(number):
            plant.device(f"泵{number}-{one}")
        with records.writing(plant.town.ctx):
            generation.make_some(plant.town.ctx)
        with heard(database) as statements, records.writing(plant.town.ctx):
            assert issue.issue_some(plant.town.ctx)[1] >= number
        counts.append(len(statements))
    assert counts[1] <= counts[0] + 2
