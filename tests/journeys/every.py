"""All tasks, in the order in which they are done."""

from __future__ import annotations

from tests.journeys import books, desk, dispatch, machines, managers, people, residents
from tests.journeys.task import ALL, Task

MODULES = (desk, dispatch, residents, managers, people, books, machines)


def tasks() -> list[Task]:
    return list(ALL)


def sample() -> list[Task]:
    """The first task of every role."""
    found: dict[str, Task] = {}
    for task in ALL:
        found.setdefault(task.role, task)
    return list(found.values())
