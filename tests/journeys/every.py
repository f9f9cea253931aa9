"""All tasks, in the order in which they are done."""

from __future__ import annotations

from tests.journeys import (
    approving,
    attendance,
    auditing,
    careers,
    cashier,
    desk,
    dispatch,
    equipment,
    ledgers,
    machines,
    managers,
    people,
    residents,
    voices,
)
from tests.journeys.task import ALL, Task

MODULES = (
    desk, dispatch, equipment, residents, managers, people, attendance, careers, cashier, ledgers, approving, auditing,
    machines, voices,
)  # fmt: skip


def tasks() -> list[Task]:
    """Module by module, so that what everybody does most comes first."""
    place = {module.__name__: number for number, module in enumerate(MODULES)}
    return sorted(ALL, key=lambda task: place[task.do.__module__])


ALSO = (equipment.inspect_a_pump, equipment.apply_a_suggestion)
"""Beside the commonest task of their roles: the longest chain on the phone, and the end of what machines teach."""

_STATIONS = (
    careers.begin, attendance.check_in, careers.score_a_review, careers.take_a_course, careers.give_notice,
)  # fmt: skip
LIFE = [next(task for task in ALL if task.do is station) for station in _STATIONS]
"""What everybody who works here goes through, in its order."""


def sample() -> list[Task]:
    """The first task of every role, and those of `ALSO`."""
    found: dict[str, Task] = {}
    for task in tasks():
        found.setdefault(task.role, task)
    return [*found.values(), *(task for task in ALL if task.do in ALSO)]
