"""Town, fee desk and templates, built once and copied for every test."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import time_machine

from app.runtime.context import Context
from app.runtime.database import Database, activate
from tests.custom.crm.conftest import WEDNESDAY, Unmigrated, at, town
from tests.custom.crm.plans.care import Care
from tests.custom.crm.town import Town
from tests.custom.finance.fees.desk import Desk
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
    """A database of the test's own, with town, desk and templates in it."""
    url = databases.copy(
        "plans", partial(found, world), tmp_path, after=(world.name, world.migrate)
    )
    yield url
    databases.drop(url)


def found(world: World, url: str) -> None:
    """Build everything in a database without records, once for all tests."""
    world.activate()
    database = Database(url)
    activate(database)
    with time_machine.travel(WEDNESDAY, tick=False), Context.system() as ctx:
        Care(Desk(Town(ctx, People(database)).build()).build()).build()
    database.dispose()


@pytest.fixture
def care(town: Town) -> Care:
    return Care(Desk(town)).found()
