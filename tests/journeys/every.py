"""All tasks, in the order in which they are done."""

from __future__ import annotations

from tests.journeys import (
    approving,
    auditing,
    cashier,
    desk,
    dispatch,
    equipment,
    ledgers,
    machines,
    managers,
    people,
    residents,
)
from tests.journeys.task import ALL, Task

MODULES = (
    desk, dispatch, equipment, residents, managers, people, cashier, ledgers, approving, auditing,
    machines,
)  # fmt: skip


def tasks() -> list[Task]:
    """Module by module, so that what everybody does most comes first."""
    place = {module.__name__: number for number, module in enumerate(MODULES)}
    return sorted(ALL, key=lambda task: place[task.do.__module__])


ALSO = (equipment.inspect_a_pump, equipment.apply_a_suggestion)
"""Beside the commonest task of their roles: the longest chain on the phone, and the end of what machines teach."""


def sample() -> list[Task]:
    """The first task of every role, and those of `ALSO`."""
    found: dict[str, Task] = {}
    for task in tasks():
        found.setdefault(task.role, task)
    return [*found.values(), *(task for task in ALL if task.do in ALSO)]
