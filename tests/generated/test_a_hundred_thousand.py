"""With 100,000 rows the database reads a page of a list, not the table: asked of the list that offers most."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import filters, query, search
from app.runtime.context import Context
from app.runtime.database import Database, activate
from app.runtime.entity import Entity
from app.runtime.registry import EntityEntry, Registry
from app.runtime.system import SearchEntry
from tests.generated.offers import filters_of, view_of
from tests.support.databases import Databases
from tests.support.maker import Maker
from tests.support.people import People
from tests.support.plans import Plans, plans, sifts
from tests.support.worlds import SAMPLE, World

pytestmark = pytest.mark.database
MANY, PART, PAGE = 100_000, 5_000, 25


@pytest.fixture
def database_url(
    world: World, registry: Registry, databases: Databases, tmp_path: Path
) -> Iterator[str]:
    """One of its own: so many rows are in the way of other tests."""
    url = databases.copy(world.name, world.migrate, tmp_path)
    yield url
    databases.drop(url)


@pytest.fixture
def database(world: World, database_url: str) -> Iterator[Database]:
    one = Database(database_url)
    activate(one)
    yield one
    one.dispose()


@pytest.fixture
def people(database: Database) -> People:
    return People(database)


def _fill(database: Database, entry: EntityEntry, first: int) -> None:
    table: Any = entry.entity.__table__
    indexed = {column.name for index in table.indexes for column in index.columns}
    choices = {
        name: field.enum.names
        for name, field in entry.entity.fields().items()
        if field.type == "enum" and field.enum is not None
    }
    if entry.workflow is not None:
        choices["state"] = list(entry.workflow.states)
    with database.begin() as session:
        one = dict(session.execute(sa.select(table).where(table.c.id == first)).mappings().one())
        texts = [name for name in indexed if isinstance(one.get(name), str) and name not in choices]
        for start in range(1, MANY, PART):
            rows = []
            for n in range(start, min(start + PART, MANY)):
                row = {
                    **one,
                    "id": first + n,
                    "created_at": one["created_at"] + dt.timedelta(seconds=n),
                }
                row |= {name: names[n % len(names)] for name, names in choices.items()}
                # Not "x1": the maker has given that to the first.
                row |= dict.fromkeys(texts, f"n{n}")
                rows.append(row)
            session.execute(sa.insert(table), rows)
            session.execute(
                sa.insert(SearchEntry),
                [
                    {
                        "entity": table.name,
                        "record_id": row["id"],
                        "part": "",
                        "words": f"w{row['id']}",
                    }
                    for row in rows
                ],
            )
    if not database.is_sqlite:
        with database.writer.connect().execution_options(
            isolation_level="AUTOCOMMIT"
        ) as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")


def test_the_database_reads_a_page_and_not_the_table_whatever_the_list_offers(
    world: World,
    registry: Registry,
    database: Database,
    people: People,
    as_user: Callable[..., Context],
) -> None:
    entry = max(
        registry.entities(), key=lambda one: len(list(filters_of(one, view_of(world, one))))
    )
    entity = entry.entity
    with Context.system() as making:
        first = Maker(making, registry, people).make(entity.meta.name).id
    _fill(database, entry, first)
    # A context of its own: on SQLite the maker's goes on seeing what was there when it last read.
    with Context.system() as ctx:
        _ask(ctx, entry, view_of(world, entry), database, as_user)


def _ask(
    ctx: Context,
    entry: EntityEntry,
    view: Any,
    database: Database,
    as_user: Callable[..., Context],
) -> None:
    entity = entry.entity

    def page(reader: Context = ctx, **asked: Any) -> Plans:
        with plans(database) as seen:
            query.rows(reader, entity, limit=PAGE, **asked)
        return seen

    usual = [key for key in view.sort if query.has_order(ctx, entity, key.removeprefix("-"))]
    looks = {"nothing": page(sort=usual)}
    for key, value in filters_of(entry, view):
        where = filters.parse(entity, ctx.actor, [(key, value)])
        looks[key] = page(where=where, columns=view.columns, sort=view.sort)
    offered = [path for path in view.columns if query.has_order(ctx, entity, path)]
    for path in offered:
        looks[f"{path} up"] = page(sort=[path])
        looks[f"{path} down"] = page(sort=[f"-{path}"])
    deep = query.rows(ctx, entity, sort=usual, limit=1000).next
    assert deep is not None
    looks["a later page"] = page(sort=usual, cursor=deep)
    for role in entry.policy.grants("read"):
        reader = as_user(role)
        own = [key for key in view.sort if query.may_sort(reader, entity, key.removeprefix("-"))]
        looks[f"as {role}"] = page(reader, sort=own)
    if entry.workflow is not None:
        with plans(database) as counting:
            numbers = query.counts(ctx, entity, by="state")
        assert sum(numbers.values()) > query.question.CAP
        assert _looks_at_rows(counting.told()[-1], entity) == []
    whole = {name: seen.told() for name, seen in looks.items() if _reads_whole(seen, entity)}
    assert whole == {}
    assert len(offered) > (1 if SAMPLE.is_here else 0)  # A project may have one column to sort by.
    if not search.indexed_fields(entity):
        return  # An entity that is found by what it refers to has no words of its own to look for.
    found = page(sort=usual, search="w4711").told()[-1].splitlines()
    assert any("sys_search" in line and line.startswith(("SEARCH", "SCAN")) for line in found)
    assert f"SCAN {entity.__tablename__}" not in found, "\n".join(found)


def _looks_at_rows(plan: str, entity: type[Entity]) -> list[str]:
    """Numbers on tabs are counted in the index: a row of a large table is a page of the disk."""
    table = entity.__tablename__
    return [line for line in plan.splitlines() if f" {table} " in line and "COVERING" not in line]


def _reads_whole(seen: Plans, entity: type[Entity]) -> bool:
    """All rows are read: sorted, or looked through for the few that a condition on one value leaves.

    Along the id, without such a condition, the first page is found at once, as along any other order; a span of values
    may lie along it too (test_indexes.py).
    """
    table = entity.__tablename__
    along_the_id = f"SCAN {table}" in seen.told()[-1].splitlines()
    return bool(seen.sorted_whole(table)) or (along_the_id and sifts(seen.sent[-1][0], table))
