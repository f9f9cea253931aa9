"""2.2: a late inspection is marked and told one level up a day, each level once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine

from app.custom.equipment.tasks import overdue
from app.generated.inspection_task import InspectionTask
from app.generated.project import Project
from app.runtime import jobs, notify, records
from app.runtime.database import Database
from tests.custom.equipment.plant import MANAGER, MECHANIC, Plant
from tests.support.statements import heard

LEVELS = (MECHANIC, MANAGER, "孙项目")


@pytest.fixture
def late(plant: Plant) -> Plant:
    """One task due today, and somebody who leads the project."""
    head = plant.town.staff("dept_mgr", "CS", name="孙项目")
    with records.writing(plant.town.ctx):
        project = plant.town.ctx.get(Project, plant.town.project.id)
        plant.town.ctx.update(project, manager=head.id)
    plant.plan(plant.device(), unit="year")
    return plant


def told(plant: Plant) -> list[int]:
    """How many messages about late tasks each level has."""
    return [
        sum(
            row.template.startswith("inspection_task.late")
            for row in notify.inbox(plant.town.as_(name))
        )
        for name in LEVELS
    ]


def morning(at: time_machine.Coordinates, days: int = 1) -> None:
    at.shift(dt.timedelta(days=days))
    jobs.run_due()


NATIONAL_DAY = "2026-09-30T08:00:00+08:00"
"""The last working day before seven days off; Saturday the 10th is worked in exchange."""


@pytest.mark.parametrize(
    ("category", "nonworkday", "days"),
    [
        ("pump", "next", ["10-08", "10-09", "10-10"]),
        ("pump", "none", ["10-01", "10-02", "10-03"]),
        ("lift", "next", ["10-01", "10-02", "10-03"]),
    ],
    ids=["working days", "every day", "the law"],
)
def test_over_the_national_day_a_plan_of_working_days_is_not_late(
    plant: Plant,
    at: time_machine.Coordinates,
    category: str,
    nonworkday: str,
    days: list[str],
) -> None:
    at.move_to(dt.datetime.fromisoformat(NATIONAL_DAY))
    device = plant.device(category=category)
    plant.plan(device, interval=14, unit="day", kind="maintain", nonworkday=nonworkday, lead_days=0)
    reached: dict[int, str] = {}
    for _ in range(12):
        morning(at)
        first = plant.tasks()[0]
        assert first.overdue is True
        reached.setdefault(first.told_level or 0, f"{plant.town.ctx.today:%m-%d}")
    assert [day for level, day in sorted(reached.items()) if level] == days


def test_each_day_tells_one_more_level_and_each_only_once(
    late: Plant, at: time_machine.Coordinates
) -> None:
    morning(at, 0)
    assert told(late) == [0, 0, 0]
    reached = []
    for _ in range(5):
        morning(at)
        reached.append(told(late))
    assert reached == [[1, 0, 0], [1, 1, 0], [1, 1, 1], [1, 1, 1], [1, 1, 1]]
    (task,) = late.tasks()
    assert (task.overdue, task.told_level) == (True, 3)


def test_after_days_without_a_run_every_level_is_told_at_once(
    late: Plant, at: time_machine.Coordinates
) -> None:
    morning(at, 3)
    assert told(late) == [1, 1, 1]


def test_the_days_of_grace_are_waited_for(late: Plant, at: time_machine.Coordinates) -> None:
    plan = late.plan(late.device("2号泵"), unit="year", window_days=2)
    morning(at, 2)
    assert [task.overdue for task in late.tasks(plan)] == [None]
    morning(at)
    assert [task.overdue for task in late.tasks(plan)] == [True]


def test_what_is_closed_is_not_late(late: Plant, at: time_machine.Coordinates) -> None:
    (task,) = late.tasks()
    records.transition(late.manager, InspectionTask, task.id, "skip", note="停水")
    morning(at, 2)
    assert told(late) == [0, 0, 0]


def test_many_late_tasks_are_one_message_with_their_number(
    late: Plant, at: time_machine.Coordinates
) -> None:
    late.plan(covers="category", category=late.categories["pump"].id, unit="year")
    for number in range(6):
        late.device(f"{number + 2}号泵")
    late.plan(covers="category", category=late.categories["pump"].id, unit="year")
    jobs.run_due()
    morning(at)
    (message,) = [
        row
        for row in notify.inbox(late.town.as_(MECHANIC))
        if row.template == "inspection_task.late"
    ]
    assert message.params["count"] >= 7
    assert message.params["numbers"].endswith(" …")


def test_thirty_late_tasks_take_as_many_statements_as_one(
    late: Plant, at: time_machine.Coordinates, database: Database
) -> None:
    counts: list[Any] = []
    for number in (1, 20):
        for one in range(number):
            late.device(f"泵{number}-{one}")
        late.plan(covers="category", category=late.categories["pump"].id, unit="year")
        at.shift(dt.timedelta(days=1))
        with heard(database) as statements, records.writing(late.town.ctx):
            overdue.mark_late(late.town.ctx)
        counts.append(len(statements))
    assert counts[1] <= counts[0] + 6  # a level more is told on the second day
