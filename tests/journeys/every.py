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
)  # fmt: skip
from tests.journeys.task import ALL, Task

MODULES = (
    desk, dispatch, equipment, residents, managers, people, cashier, ledgers, approving, auditing,
    machines,
)  # fmt: skip


def tasks() -> list[Task]:
    return list(ALL)


ALSO = (equipment.inspect_a_pump, equipment.apply_a_suggestion)
"""Beside the commonest task of their roles: the longest chain on the phone, and the end of what machines teach."""


def sample() -> list[Task]:
    """The first task of every role, and those of `ALSO`."""
    found: dict[str, Task] = {}
    for task in ALL:
        found.setdefault(task.role, task)
    return [*found.values(), *(task for task in ALL if task.do in ALSO)]
