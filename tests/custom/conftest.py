"""What the tests of all rooms share: a night runs what recurs in the room that is tested."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.runtime.jobs import ticks
from app.runtime.jobs.declare import Declared, schedules

HERE = Path(__file__).parent
ROOMS = {
    "crm": ("work_order", "survey", "service", "occupancy", "plans", "sla"),
    "equipment": ("equipment", "repair", "reliability", "sla"),
    "feedback": ("feedback", "improvement"),
    "finance": ("fees", "cash", "bank", "books", "budgets", "audits", "payments"),
    "people": ("attendance", "people", "performance", "training"),
    "processes": ("processes", "improvement"),
}
"""Beginnings of the names of a room's schedules; a room that is not here runs everything."""


@pytest.fixture(autouse=True)
def _own_nights(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty schedules come round in a night. Those of other rooms are run by their own tests, all at once on the demo."""
    room = ROOMS.get(request.path.relative_to(HERE).parts[0])
    if room is None:
        return

    def own() -> list[Declared]:
        return [one for one in schedules() if one.name.split(".")[0] in room]

    monkeypatch.setattr(ticks, "schedules", own)
