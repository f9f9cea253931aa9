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
from tests.support.plans import Plans, plans
from tests.support.worlds import World

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
    ctx: Context,
    people: People,
    as_user: Callable[..., Context],
) -> None:
    entry = max(
        registry.entities(), key=lambda one: len(list(filters_of(one, view_of(world, one))))
    )
    entity, view = entry.entity, view_of(world, entry)
    _fill(database, entry, Maker(ctx, registry, people).make(entity.meta.name).id)

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
    looks["a later page"] = page(sort=usual, cursor=deep)
    for role in entry.policy.grants("read"):
        reader = as_user(role)
        own = [key for key in view.sort if query.may_sort(reader, entity, key.removeprefix("-"))]
        looks[f"as {role}"] = page(reader, sort=own)
    if entry.workflow is not None:
        with Context.system() as now, plans(database) as counting:
            numbers = query.counts(now, entity, by="state")
        assert sum(numbers.values()) > query.question.CAP
        assert _looks_at_rows(counting.told()[-1], entity) == []
    whole = {name: seen.told() for name, seen in looks.items() if _reads_whole(seen, entity)}
    assert whole == {}
    assert len(offered) > 1
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
    page, table = seen.told()[-1], entity.__tablename__
    by_id = f"SCAN {table}" in page.splitlines() and "WHERE" in seen.sent[-1][0]
    return by_id or bool(seen.sorted_whole(table))
