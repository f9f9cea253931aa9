"""The demo, made once for the whole session and copied for each module: its tests only read, or undo what they do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import event

from app.config import DEMO_PASSWORD
from app.custom import demo
from app.runtime import database
from app.runtime.accounts import login
from app.runtime.context import Context
from tests.custom.crm.conftest import world
from tests.support.databases import Databases
from tests.support.worlds import World

__all__ = ["world"]

NOON = "2026-03-04T12:00:00+08:00"


def fill(world: World, url: str) -> None:
    """Make the small demo in an empty database, in one transaction: broken off at any moment it leaves nothing."""
    world.migrate(url)
    made = database.Database(url)
    database.activate(made)
    told: list[str] = []
    kept: list[int] = []
    event.listen(made.writer, "commit", lambda _connection: kept.append(len(told)))
    try:
        with time_machine.travel(NOON, tick=False):
            demo.load(size="small", tell=told.append)
    finally:
        made.dispose()
    assert all(" / " in line for line in told)
    assert kept == [len(told) - 1]


def copied(world: World, databases: Databases, folder: Path) -> str:
    """The address of a database with the small demo."""
    return databases.copy("demo", partial(fill, world), folder)


@pytest.fixture(scope="module")
def company(
    world: World, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[database.Database]:
    """The demo at noon of its day."""
    url = copied(world, databases, tmp_path_factory.mktemp("demo"))
    world.activate()
    made = database.Database(url)
    with time_machine.travel(NOON, tick=False):
        yield made
    made.dispose()
    databases.drop(url)


@pytest.fixture(autouse=True)
def _active(company: database.Database, world: World) -> None:
    world.activate()
    database.activate(company)


@pytest.fixture
def ctx(company: database.Database) -> Iterator[Context]:
    with Context.system() as ctx:
        yield ctx


@pytest.fixture
def as_role(company: database.Database) -> Iterator[Callable[[str], Context]]:
    """`as_role("csr")`: the context of a demo login, closed after the test."""
    made: list[Context] = []

    def make(role: str) -> Context:
        made.append(Context.for_user(login.authenticate(role, DEMO_PASSWORD) or 0))
        return made[-1]

    yield make
    for one in made:
        one.close()
