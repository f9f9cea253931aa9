"""The people of the town on a Monday in June: built once, copied for every test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from app.runtime.context import Context
from app.runtime.database import Database, activate
from tests.custom.crm.conftest import Unmigrated, town
from tests.custom.crm.town import Town
from tests.custom.people.folk import Folk
from tests.support.databases import Databases
from tests.support.people import People
from tests.support.visitor import Visitor
from tests.support.worlds import World

__all__ = ["town"]

MOMENT = "2026-06-01T10:00:00+08:00"


@pytest.fixture
def at() -> Iterator[time_machine.Coordinates]:
    """Monday 2026-06-01, 10:00 in Shanghai."""
    with time_machine.travel(MOMENT, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="module")
def world() -> World:
    """The application, its tables made from the models: migrations have tests of their own."""
    return Unmigrated(name="application", package="app.generated")


@pytest.fixture
def database_url(world: World, databases: Databases, tmp_path: Path) -> Iterator[str]:
    """A database of the test's own, with the town, its books and its people."""
    url = databases.copy("people", partial(found, world), tmp_path)
    yield url
    databases.drop(url)


def found(world: World, url: str) -> None:
    """Build everything in an empty database, once for all tests."""
    world.migrate(url)
    database = Database(url)
    activate(database)
    with time_machine.travel(MOMENT, tick=False), Context.system() as ctx:
        Folk(Town(ctx, People(database)).build()).build()
    database.dispose()


@pytest.fixture
def folk(town: Town) -> Folk:
    """HR, managers of departments, a general manager, the books' people."""
    return Folk(town).found()


@pytest.fixture
def staff(app: Flask, folk: Folk, people: People) -> Callable[..., Visitor]:
    """Somebody at his screen, by name or role."""
    return lambda name, language="zh": Visitor(
        people.browser(app, folk.town.logins[name]), language=language
    )
