"""Three work orders of February (the worked figure O19.1) on the first of March: built once, copied for every test."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import time_machine

from app.runtime.context import Context
from app.runtime.database import Database, activate
from tests.custom.crm.conftest import Unmigrated
from tests.custom.processes.orders import Orders
from tests.support.databases import Databases
from tests.support.people import People
from tests.support.worlds import World

MOMENT = "2026-03-01T10:00:00+08:00"


@pytest.fixture
def at() -> Iterator[time_machine.Coordinates]:
    """The first of March 2026, 10:00 in Shanghai."""
    with time_machine.travel(MOMENT, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="module")
def world() -> World:
    """The application, its tables made from the models: migrations have tests of their own."""
    return Unmigrated(name="application", package="app.generated")


@pytest.fixture
def database_url(world: World, databases: Databases, tmp_path: Path) -> Iterator[str]:
    """A database of the test's own, with the three orders."""
    url = databases.copy(
        "processes", partial(found, world), tmp_path, after=(world.name, world.migrate)
    )
    yield url
    databases.drop(url)


def found(world: World, url: str) -> None:
    """Write the orders in a database without records, once for all tests."""
    world.activate()
    database = Database(url)
    activate(database)
    with time_machine.travel(MOMENT, tick=False), Context.system() as ctx:
        Orders(ctx, People(database)).build()
    database.dispose()


@pytest.fixture
def orders(at: time_machine.Coordinates, ctx: Context, people: People) -> Orders:
    """The three orders, and a pen to write others."""
    return Orders(ctx, people).found()
