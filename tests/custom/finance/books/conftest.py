"""The books of the town: a general taxpayer under the small business standard, begun in January 2026."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import time_machine

from app.runtime.context import Context
from app.runtime.database import Database, activate
from tests.custom.crm.conftest import Unmigrated, town
from tests.custom.crm.town import Town
from tests.custom.finance.books.office import Office
from tests.support.databases import Databases
from tests.support.people import People
from tests.support.worlds import World

__all__ = ["town"]

MOMENT = "2026-01-31T10:00:00+08:00"


@pytest.fixture
def at() -> Iterator[time_machine.Coordinates]:
    """Saturday 2026-01-31, 10:00 in Shanghai."""
    with time_machine.travel(MOMENT, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="module")
def world() -> World:
    """The application, its tables made from the models: migrations have tests of their own."""
    return Unmigrated(name="application", package="app.generated")


@pytest.fixture
def database_url(world: World, databases: Databases, tmp_path: Path) -> Iterator[str]:
    """A database of the test's own, with the town and its books."""
    url = databases.copy(
        "office", partial(found, world), tmp_path, after=(world.name, world.migrate)
    )
    yield url
    databases.drop(url)


def found(world: World, url: str) -> None:
    """Build town and books in a database without records, once for all tests."""
    world.activate()
    database = Database(url)
    activate(database)
    with time_machine.travel(MOMENT, tick=False), Context.system() as ctx:
        Office(Town(ctx, People(database)).build()).build()
    database.dispose()


@pytest.fixture
def office(town: Town) -> Office:
    """An accountant, a cashier, a finance manager, and books that are set up."""
    return Office(town).found()
