"""The town of customer service on its Wednesday, with those who decide: built once, copied for every test."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import time_machine

from app.runtime.context import Context
from app.runtime.database import Database, activate
from tests.custom.crm.conftest import WEDNESDAY, Unmigrated, at, town
from tests.custom.crm.town import Town
from tests.custom.feedback.voices import Voices
from tests.support.databases import Databases
from tests.support.people import People
from tests.support.worlds import World

__all__ = ["at", "town"]


@pytest.fixture(scope="module")
def world() -> World:
    """The application, its tables made from the models: migrations have tests of their own."""
    return Unmigrated(name="application", package="app.generated")


@pytest.fixture
def database_url(world: World, databases: Databases, tmp_path: Path) -> Iterator[str]:
    """A database of the test's own, with the town and its voices."""
    url = databases.copy("voices", partial(found, world), tmp_path)
    yield url
    databases.drop(url)


def found(world: World, url: str) -> None:
    """Build everything in an empty database, once for all tests."""
    world.migrate(url)
    database = Database(url)
    activate(database)
    with time_machine.travel(WEDNESDAY, tick=False), Context.system() as ctx:
        Voices(Town(ctx, People(database)).build()).build()
    database.dispose()


@pytest.fixture
def voices(town: Town) -> Voices:
    """A resident, an employee, a manager, a general manager, an auditor."""
    return Voices(town).found()
