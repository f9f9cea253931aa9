"""The town, and a clock that stands on a Wednesday morning."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import time_machine

from app.generated import models  # noqa: F401 - half of the entities cannot be mapped
from app.runtime.context import Context
from app.runtime.database import Database, activate
from tests.custom.crm.town import Town
from tests.support.databases import Databases
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
def database_url(
    request: pytest.FixtureRequest, world: World, databases: Databases, tmp_path: Path
) -> Iterator[str]:
    """A database of the test's own; with the town in it where the test asks for that."""
    if "town" in request.fixturenames:
        url = databases.copy(
            "town", partial(found, world), tmp_path, after=(world.name, world.migrate)
        )
    else:
        url = databases.copy(world.name, world.migrate, tmp_path)
    yield url
    databases.drop(url)


def found(world: World, url: str) -> None:
    """Build the town in a database without records, once for all tests: they start on the same Wednesday."""
    world.activate()
    database = Database(url)
    activate(database)
    with time_machine.travel(WEDNESDAY, tick=False), Context.system() as ctx:
        Town(ctx, People(database)).build()
    database.dispose()


@pytest.fixture
def town(
    at: time_machine.Coordinates, ctx: Context, people: People, database: Database
) -> Iterator[Town]:
    """One project with homes, staff and rules."""
    made = Town(ctx, people).found(database)
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
