"""Two hundred devices, three schedulers a night, each killed with -9 in a transaction drawn at random, until all is made."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import pytest
import time_machine
from sqlalchemy import func, select

from app.generated.maintenance_plan import MaintenancePlan
from app.runtime import records
from app.runtime.system import TransitionLog
from tests.custom.crm.conftest import at, town, world
from tests.custom.equipment.conftest import database_url, plant
from tests.custom.equipment.plant import Plant
from tests.custom.equipment.processes import Processes, Program
from tests.support.proofs import Proof

__all__ = ["at", "database_url", "plant", "town", "world"]  # fixtures

pytestmark = pytest.mark.prove
DEVICES, AT_ONCE, SCHEDULERS, NOON = 200, 3, 3, "2026-03-04T12:00:00+08:00"


@pytest.fixture
def processes(database_url: str) -> Iterator[Processes]:
    program = Program()
    yield Processes(program, database_url)
    program.close()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_killed_schedulers_make_every_task_once(
    plant: Plant, processes: Processes, at: time_machine.Coordinates, proof: Proof, seed: int
) -> None:
    chance = random.Random(seed)
    for number in range(DEVICES):
        plant.device(f"{number}号泵")
    plan = plant.plan(covers="category", category=plant.categories["pump"].id, activate=False)
    records.transition(plant.manager, MaintenancePlan, plan.id, "activate")
    killed = rounds = 0
    while len(plant.tasks(plan)) < 2 * DEVICES:
        acts = [
            ("night", {"at_once": AT_ONCE, "dies_in": chance.randint(1, 9), "later": 20 * rounds})
            for _ in range(SCHEDULERS)
        ]
        killed += processes.together(NOON, *acts).count(None)
        rounds += 1
        assert rounds < DEVICES
    tasks = plant.tasks(plan)
    twice = len(tasks) - len(Counter((task.equipment_id, task.nominal_key) for task in tasks))
    begun = select(func.count()).where(
        TransitionLog.entity == "inspection_task", TransitionLog.transition == "create"
    )
    steps = plant.session.scalar(begun)
    assert (len(tasks), twice, steps) == (2 * DEVICES, 0, 2 * DEVICES)
    proof.record(
        f"three schedulers killed with -9 while they make the tasks of {DEVICES} devices, seed {seed}",
        {"killed": killed, "tasks": len(tasks), "twice": twice, "left out": 0},
    )
