"""The town, and a clock that stands on a Wednesday morning."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from app.generated import models  # noqa: F401 - half of the entities cannot be mapped
from app.runtime.context import Context
from tests.custom.crm.town import Town
from tests.support.people import People
from tests.support.tables import create
from tests.support.worlds import World

WEDNESDAY = "2026-03-04T10:00:00+08:00"


@pytest.fixture
def at() -> Iterator[time_machine.Coordinates]:
    """Wednesday 2026-03-04, 10:00 in Shanghai; `at.shift(…)` moves on."""
    with time_machine.travel(WEDNESDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def town(at: time_machine.Coordinates, ctx: Context, people: People) -> Iterator[Town]:
    """One project with homes, staff and rules."""
    made = Town(ctx, people).build()
    yield made
    made.close()


@pytest.fixture(scope="module")
def world() -> World:
    """The application, its tables made from the models: migrations have tests of their own."""
    return Unmigrated(name="application", package="app.generated")


class Unmigrated(World):
    """The application without its migrations."""

    def migrate(self, url: str) -> None:
        create(self.activate(), url)
