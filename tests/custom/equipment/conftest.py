"""The plant in the town, on the same Wednesday morning; built once, copied for every test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from app.runtime.context import Context
from app.runtime.database import Database, activate
from tests.custom.crm.conftest import WEDNESDAY, Unmigrated, at, town
from tests.custom.crm.town import Town
from tests.custom.equipment.plant import Plant
from tests.support.databases import Databases
from tests.support.people import People
from tests.support.visitor import Visitor
from tests.support.worlds import World

__all__ = ["at", "town"]


@pytest.fixture(scope="module")
def world() -> World:
    """The application, its tables made from the models: migrations have tests of their own."""
    return Unmigrated(name="application", package="app.generated")


@pytest.fixture
def database_url(world: World, databases: Databases, tmp_path: Path) -> Iterator[str]:
    """A database of the test's own, with town and plant in it."""
    url = databases.copy(
        "plant", partial(found, world), tmp_path, after=(world.name, world.migrate)
    )
    yield url
    databases.drop(url)


def found(world: World, url: str) -> None:
    """Build town and plant in a database without records, once for all tests."""
    world.activate()
    database = Database(url)
    activate(database)
    with time_machine.travel(WEDNESDAY, tick=False), Context.system() as ctx:
        Plant(Town(ctx, People(database)).build()).build()
    database.dispose()


@pytest.fixture
def plant(town: Town) -> Plant:
    """Categories with checklists, an engineering manager, a mechanic."""
    return Plant(town).found()


@pytest.fixture
def staff(app: Flask, plant: Plant, people: People) -> Callable[..., Visitor]:
    """Somebody of the plant at his screen, by name or role."""
    return lambda name, language="zh": Visitor(
        people.browser(app, plant.town.logins[name]), language=language
    )
