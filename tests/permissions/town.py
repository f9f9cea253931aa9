"""Rows of every entity that differ in whatever a scope can ask: whose, where, in which state."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.runtime import clock
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.registry import EntityEntry, Registry
from tests.permissions import hand_written
from tests.permissions.oracle import Oracle
from tests.support.maker import Maker
from tests.support.people import People
from tests.support.worlds import World

SCHEMAS = {
    "sample": Path("tests/sample/schema.json"),
    "application": Path("app/generated/schema.json"),
}
ROWS = 4
PATHS = ("/1/", "/1/2/", "/3/", None)


@dataclass
class Town:
    """`one` and `two` have records of their own; `stranger` has none."""

    one: int
    two: int
    stranger: int
    oracle: Oracle
    registry: Registry
    database: Database
    ids: Mapping[str, list[int]] = field(default_factory=dict)

    @property
    def persons(self) -> tuple[int, int, int]:
        return (self.one, self.two, self.stranger)

    def entry(self, name: str) -> EntityEntry:
        return self.registry.entity(name)


def build(
    world: World,
    registry: Registry,
    database: Database,
    people: People,
    *,
    rows: int = ROWS,
    seed: int = 1,
) -> Town:
    """Records from the maker, then mixed at random: refs, states, yes and no, days, paths."""
    chance = random.Random(seed)
    one, two, stranger = (people.user(username=f"person{n}") for n in (1, 2, 3))
    with Context.system() as ctx:
        maker = Maker(ctx, registry, people)
        ids: dict[str, list[int]] = {}
        for entry in registry.entities():
            name = entry.entity.meta.name
            ids[name] = [int(maker.make(name).id) for _ in range(rows)]
    with database.begin() as session:
        for entry in registry.entities():
            _mix(session, entry, ids, (one, two, None), chance)
        for value in registry.users:
            _give(session, registry, value, ids, (one, two))
    oracle = Oracle.of(SCHEMAS[world.name], dump(registry, database), hand_written.SCOPES)
    return Town(one, two, stranger, oracle, registry, database, ids)


def _mix(
    session: Any,
    entry: EntityEntry,
    ids: Mapping[str, list[int]],
    creators: tuple[int | None, ...],
    chance: random.Random,
) -> None:
    table: Any = entry.entity.__table__
    unique = {c.name for index in table.indexes if index.unique for c in index.columns}
    today = clock.today()
    for id in ids[entry.entity.meta.name]:
        values: dict[str, Any] = {"created_by_id": chance.choice(creators)}
        for name, one in entry.entity.fields().items():
            column = table.c.get(f"{name}_id" if one.type == "ref" else name)
            if column is None or column.name in unique or one.unique:
                continue
            choices: list[Any] = []
            if one.type == "ref" and one.to in ids:
                choices = list(ids[str(one.to)])
            elif one.type == "bool":
                choices = [True, False]
            elif one.type == "enum" and one.enum is not None:
                choices = list(one.enum.names)
            elif one.type == "state" and entry.workflow is not None:
                choices = list(entry.workflow.states)
            elif one.type == "date" and column.nullable:
                choices = [today + dt.timedelta(days=days) for days in (-400, -20, 20)]
            elif name == "path":
                choices = [path for path in PATHS if path]
            if choices and column.nullable and one.type != "state":
                choices.append(None)
            if choices:
                values[column.name] = chance.choice(choices)
        session.execute(sa.update(table).where(table.c.id == id).values(**values))


def _give(
    session: Any,
    registry: Registry,
    value: Any,
    ids: Mapping[str, list[int]],
    persons: tuple[int, int],
) -> None:
    """The first rows behind `user.x` belong to the two."""
    name, ref = (value.through, value.user_field) if value.through else (value.to, value.by)
    table: Any = registry.entity(name).entity.__table__
    for place, id in enumerate(ids[name]):
        # A link may be one of several; of records with a login there is one for each person.
        if value.through or place < len(persons):
            owner = persons[place % 2]
            session.execute(sa.update(table).where(table.c.id == id).values({f"{ref}_id": owner}))


def dump(registry: Registry, database: Database) -> dict[str, dict[int, dict[str, Any]]]:
    """Every live row of every entity as a dict of fields; a ref is an id."""
    found: dict[str, dict[int, dict[str, Any]]] = {}
    with database.read_session() as session:
        for entry in registry.entities():
            table: Any = entry.entity.__table__
            rows = session.execute(sa.select(table).where(table.c.deleted_at.is_(None))).mappings()
            found[entry.entity.meta.name] = {
                row["id"]: {column.removesuffix("_id"): row[column] for column in row}
                | {"id": row["id"]}
                for row in rows
            }
    return found
