"""Every test that asks for `entry` runs once for every entity of every world."""

from __future__ import annotations

import pytest

from app.runtime.context import Context
from app.runtime.registry import EntityEntry, Registry
from tests.support.maker import Maker
from tests.support.people import People
from tests.support.worlds import APPLICATION, SAMPLE, World

WORLDS = (SAMPLE, APPLICATION)


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


@pytest.fixture
def entry(registry: Registry, entity_name: str) -> EntityEntry:
    """The entity under test, of the active world."""
    return registry.entity(entity_name)


@pytest.fixture
def maker(ctx: Context, registry: Registry, people: People) -> Maker:
    """Makes records of any entity."""
    return Maker(ctx, registry, people)


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
