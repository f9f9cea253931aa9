"""A filled town for every test here, in each world; built once for the session, copied for each process."""

from __future__ import annotations

import json
from ast import literal_eval
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.runtime.database import Database, activate
from app.runtime.registry import Registry
from generator.loading import load
from tests.permissions import everything
from tests.permissions.town import SCHEMAS, Town, build, found
from tests.support.databases import Databases
from tests.support.people import People
from tests.support.worlds import APPLICATION, SAMPLE, World, settings

WORLDS = {world.name: world for world in (SAMPLE, APPLICATION) if world.is_here}
EVERYTHING = "everything"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `town` runs in every world."""
    if "town" in metafunc.fixturenames:
        metafunc.parametrize("world", worlds(), indirect=True)


def worlds() -> list[str]:
    """By name; the third is generated when a test first asks for it."""
    return [*WORLDS, EVERYTHING]


def every_role(name: str) -> list[str]:
    """The roles of a world, read from its schema, in its order."""
    if name == EVERYTHING:
        return [role.name for role in load(everything.SOURCE / "schema.yaml").roles]
    plan = json.loads(SCHEMAS[name].read_text(encoding="utf-8"))
    return [role["name"] for role in plan["roles"]]


@pytest.fixture
def world(request: pytest.FixtureRequest) -> World:
    name: str = getattr(request, "param", SAMPLE.name)
    return everything.world() if name == EVERYTHING else WORLDS[name]


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
        name = f"permissions_{world.name}"
        note = databases.folder / f"{name}.town"

        def fill(url: str) -> None:
            database = Database(url)
            activate(database)
            made = build(world, registry, database, People(database))
            note.write_text(repr(made.told), encoding="utf-8")
            database.dispose()

        folder = tmp_path_factory.mktemp(world.name)
        url = databases.copy(name, fill, folder, after=(world.name, world.migrate))
        database = Database(url)
        activate(database)
        told = literal_eval(note.read_text(encoding="utf-8"))
        towns[world.name] = (url, found(world, registry, database, told))
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
