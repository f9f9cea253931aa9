"""A filled town for every test here, in each world; built once for each process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.runtime.database import Database, activate
from app.runtime.registry import Registry
from tests.permissions.town import Town, build
from tests.support.databases import Databases
from tests.support.people import People
from tests.support.worlds import APPLICATION, SAMPLE, World, settings

WORLDS = tuple(world for world in (SAMPLE, APPLICATION) if world.is_here)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `town` runs in every world."""
    if "town" in metafunc.fixturenames:
        metafunc.parametrize("world", WORLDS, indirect=True, ids=[w.name for w in WORLDS])


@pytest.fixture
def world(request: pytest.FixtureRequest) -> World:
    chosen: World = getattr(request, "param", SAMPLE)
    return chosen


@pytest.fixture(scope="session")
def towns(databases: Databases) -> Iterator[dict[str, tuple[str, Town]]]:
    """World → its address and town, made when the first test needs it."""
    made: dict[str, tuple[str, Town]] = {}
    yield made
    for url, town in made.values():
        town.database.dispose()
        databases.drop(url)


@pytest.fixture
def town(
    world: World,
    registry: Registry,
    towns: dict[str, tuple[str, Town]],
    databases: Databases,
    tmp_path_factory: pytest.TempPathFactory,
) -> Town:
    """The town of this world, active. Tests leave it as they found it."""
    if world.name not in towns:
        url = databases.copy(world.name, world.migrate, tmp_path_factory.mktemp(world.name))
        database = Database(url)
        activate(database)
        towns[world.name] = (url, build(world, registry, database, People(database)))
    activate(towns[world.name][1].database)
    return towns[world.name][1]


@pytest.fixture
def site(world: World, town: Town, towns: dict[str, tuple[str, Town]], data: Path) -> Flask:
    """The application on the town's database."""
    from app.runtime import folders

    flask = world.flask(settings(towns[world.name][0], data))
    activate(town.database)
    folders.use(data)
    return flask
