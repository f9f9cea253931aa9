"""Every test that asks for `entry` runs once for every entity of every world."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from app.runtime.context import Context
from app.runtime.database import Database, activate
from app.runtime.registry import EntityEntry, Registry
from tests.support.databases import Databases
from tests.support.maker import Maker
from tests.support.people import People
from tests.support.worlds import APPLICATION, SAMPLE, World

WORLDS = tuple(world for world in (SAMPLE, APPLICATION) if world.is_here)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for every entity of a world, or for every world."""
    if "entry" in metafunc.fixturenames:
        pairs = [
            (world, entry.entity.meta.name)
            for world in WORLDS
            for entry in world.registry.entities()
        ]
        ids = [f"{world.name}-{name}" for world, name in pairs]
        metafunc.parametrize(("world", "entity_name"), pairs, indirect=["world"], ids=ids)
    elif "world" in metafunc.fixturenames:
        metafunc.parametrize("world", WORLDS, indirect=True, ids=[w.name for w in WORLDS])


@pytest.fixture
def world(request: pytest.FixtureRequest) -> World:
    chosen: World = request.param
    return chosen


@dataclass
class Shared:
    """The one database of a world that all these tests share, and who makes people and records in it."""

    url: str
    database: Database
    people: People
    maker: Maker | None = None


@pytest.fixture(scope="session")
def shared(databases: Databases) -> Iterator[dict[str, Shared]]:
    """World → its database, made when the first test needs it."""
    made: dict[str, Shared] = {}
    yield made
    for one in made.values():
        one.database.dispose()
        databases.drop(one.url)


@pytest.fixture
def database_url(
    world: World,
    registry: Registry,
    shared: dict[str, Shared],
    databases: Databases,
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """Not a database for each of a thousand tests: none of them needs to be alone."""
    if world.name not in shared:
        url = databases.copy(world.name, world.migrate, tmp_path_factory.mktemp(world.name))
        database = Database(url)
        shared[world.name] = Shared(url, database, People(database))
    return shared[world.name].url


@pytest.fixture
def database(world: World, database_url: str, shared: dict[str, Shared]) -> Database:
    """The shared database, active."""
    activate(shared[world.name].database)
    return shared[world.name].database


@pytest.fixture
def people(world: World, database: Database, shared: dict[str, Shared]) -> People:
    """Makes users of the shared database."""
    return shared[world.name].people


@pytest.fixture
def maker(
    world: World, ctx: Context, registry: Registry, people: People, shared: dict[str, Shared]
) -> Maker:
    """Makes records of any entity."""
    one = shared[world.name]
    one.maker = one.maker or Maker(ctx, registry, people)
    one.maker.ctx = ctx
    return one.maker


@pytest.fixture
def entry(registry: Registry, entity_name: str) -> EntityEntry:
    """The entity under test, of the active world."""
    return registry.entity(entity_name)


def readable_fields(entry: EntityEntry) -> set[str]:
    """Fields that somebody may see: a secret is written and never read."""
    return {name for name, field in entry.entity.fields().items() if field.type != "secret"}


def allowed_roles(entry: EntityEntry, action: str) -> list[str]:
    """Roles that the policy grants the action to, on whatever rows."""
    return list(entry.policy.grants(action))


def other_roles(registry: Registry, entry: EntityEntry, action: str) -> list[str]:
    """Roles that it does not."""
    granted = entry.policy.grants(action)
    return [role.name for role in registry.roles if role.name not in granted]
