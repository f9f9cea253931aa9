"""2.2–2.4 by processes of their own on one database: made once, told once, used once, accepted once, whoever is killed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select

from app.generated.maintenance_plan import MaintenancePlan
from app.generated.repair_order import RepairOrder
from app.runtime import jobs, records
from app.runtime.system import AuditLog, Notification, TransitionLog
from tests.custom.equipment.plant import MANAGER, Plant
from tests.custom.equipment.processes import Act, Processes, Program
from tests.custom.equipment.repair.workshop import REPORTER, Workshop
from tests.custom.equipment.stock.test_parts import in_step, part, repairing, stock
from tests.custom.equipment.tasks.test_doing import GOOD, answer, due, scan

DEVICES, AT_ONCE = 12, 3
NOON = "2026-03-04T12:00:00+08:00"


@pytest.fixture(scope="module")
def program() -> Iterator[Program]:
    made = Program()
    yield made
    made.close()


@pytest.fixture
def processes(program: Program, database_url: str) -> Processes:
    return Processes(program, database_url)


@pytest.fixture
def workshop(plant: Plant) -> Workshop:
    return Workshop(plant).staffed()


def test_two_schedulers_that_are_killed_make_each_task_once(
    plant: Plant, processes: Processes
) -> None:
    """Each dies with -9 in its second transaction, when three devices' tasks are written; two others go on."""
    for number in range(DEVICES):
        plant.device(f"{number}号泵")
    plan = plant.plan(covers="category", category=plant.categories["pump"].id, activate=False)
    records.transition(plant.manager, MaintenancePlan, plan.id, "activate")
    doomed: Act = ("night", {"at_once": AT_ONCE, "dies_in": 2})
    assert processes.together(NOON, doomed, doomed) == [None, None]
    assert len(plant.tasks(plan)) == 2 * (2 * AT_ONCE)
    heir: Act = ("night", {"at_once": AT_ONCE, "later": 20})
    ended = processes.together(NOON, heir, heir)
    assert sum(ended) >= 2
    everything_is_made_once(plant, plan)


def everything_is_made_once(plant: Plant, plan: MaintenancePlan) -> None:
    tasks = plant.tasks(plan)
    keys = Counter((task.equipment_id, task.nominal_key) for task in tasks)
    assert len(keys) == len(tasks) == 2 * DEVICES
    assert len({task.task_no for task in tasks}) == len(tasks)
    begun = select(func.count()).where(
        TransitionLog.entity == "inspection_task", TransitionLog.transition == "create"
    )
    assert plant.session.scalar(begun) == len(tasks)
    told = plant.session.scalars(
        select(AuditLog).where(AuditLog.action == "set:make", AuditLog.entity == "inspection_task")
    ).all()
    assert sum(row.diff["count"] for row in told) == len(tasks)
    assert all(stop.next_on > max(task.nominal_on for task in tasks) for stop in plant.stops(plan))


def test_three_sweeps_at_once_tell_everybody_once(
    workshop: Workshop, processes: Processes, at: time_machine.Coordinates
) -> None:
    """O6.1 by three processes in each minute of the chain."""
    workshop.report()
    jobs.run_due()
    for minute in ("10:15", "10:30", "10:45", "11:00"):
        moment = f"2026-03-04T{minute}:30+08:00"
        at.move_to(moment)
        answers = processes.together(moment, *[("silence", {})] * 3)
        assert all(isinstance(reached, int) for reached in answers), answers
    told = workshop.plant.session.execute(
        select(Notification.template, Notification.recipient_id, func.count()).group_by(
            Notification.template, Notification.recipient_id
        )
    ).all()
    assert {count for _, _, count in told} == {1}
    assert len(told) == 6


def test_eight_processes_use_the_last_three_parts(workshop: Workshop, processes: Processes) -> None:
    seal = part(workshop, ("3", "10"))
    orders = [repairing(workshop, description=f"{number}") for number in range(8)]
    acts: list[Act] = [
        (
            "create",
            {
                "entity": "RepairPart",
                "by": workshop.plant.town.logins[workshop.technician(order)],
                "values": {"repair_order": order.id, "part": seal.id, "quantity": 1},
            },
        )
        for order in orders
    ]
    answers = Counter(processes.together(NOON, *acts))
    assert answers == {"done": 3, "refused RuleViolation": 5}
    assert stock(workshop, seal)[:2] == (0, 0)
    in_step(workshop, seal)


def once(answers: list[Any]) -> bool:
    return answers.count("done") == 1 and all(
        str(one).startswith(("done", "refused")) for one in answers
    )


def test_two_phones_finish_one_inspection_once(plant: Plant, processes: Processes) -> None:
    task = due(plant)
    scan(plant, task)
    answer(plant, task, **{**GOOD, "pressure": "0.9"})
    mechanic = plant.again(task).assignee
    act: Act = (
        "step",
        {
            "entity": "InspectionTask", "by": mechanic.login_id, "id": task.id, "name": "finish",
            "values": {},
        },
    )  # fmt: skip
    assert once(processes.together(NOON, act, act))
    assert plant.again(task).state == "done"
    orders = (
        select(func.count()).select_from(RepairOrder).where(RepairOrder.inspection_id == task.id)
    )
    assert plant.session.scalar(orders) == 1
    finished = select(func.count()).where(
        TransitionLog.entity == "inspection_task", TransitionLog.transition == "finish"
    )
    assert plant.session.scalar(finished) == 1


def test_two_people_accept_one_repair_and_one_has(workshop: Workshop, processes: Processes) -> None:
    order = workshop.report()
    workshop.repaired(order, workshop.technician(order))
    acts: list[Act] = [
        (
            "step",
            {
                "entity": "RepairOrder", "by": workshop.plant.town.logins[name], "id": order.id,
                "name": step, "values": {},
            },
        )
        for name, step in ((REPORTER, "pass_acceptance"), (MANAGER, "pass_acceptance"))
    ]  # fmt: skip
    assert once(processes.together(NOON, *acts))
    assert workshop.again(order).state == "closed"
    passed = select(func.count()).where(TransitionLog.transition == "pass_acceptance")
    assert workshop.plant.session.scalar(passed) == 1
