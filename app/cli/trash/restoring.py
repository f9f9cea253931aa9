"""Values from the trash back into the field or entity of that name, which the schema must have again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.exc import DataError, IntegrityError

from app.cli.console import both
from app.cli.trash.contents import PREFIX, Item, log

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.runtime.backfill import Filled
    from app.runtime.context import Context


class CannotRestore(Exception):
    """Bilingual; says what to do first. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Restored:
    """`kept`: rows that have a newer value, or another row of that id, and stay as they are."""

    restored: int
    kept: int
    filled: Sequence[Filled]


def restore(url: str, item: Item) -> Restored:
    """In one transaction: the values, what is worked out from them, the search index, an audit row."""
    from app.runtime.context import Context
    from app.runtime.database import Database

    database = Database(url)
    try:
        with database.begin() as session, Context.system(session, channel="cli") as ctx:
            return _restore(ctx, session, item)
    except (IntegrityError, DataError) as error:
        raise CannotRestore(
            both(
                f"{item.name} 的值与现在的结构不符：{error.orig}",
                f"values of {item.name} do not fit what is there now: {error.orig}",
            )
        ) from error
    finally:
        database.dispose()


def _restore(ctx: Context, session: Session, item: Item) -> Restored:
    from app.runtime import backfill, registry, search

    _must_be_there(session, item)
    restored, kept = _rows(session, item) if item.is_table else _values(session, item)
    log(ctx, "trash:restore", item, restored)
    known = registry.current()
    filled: list[Filled] = []
    if known.has(item.table):
        entity = known.entity(item.table).entity
        column = None if item.is_table else item.column
        filled = backfill.fill(session, backfill.dependents(entity, column))
        search.index_all(session, entity)
    return Restored(restored, kept, filled)


def _must_be_there(session: Session, item: Item) -> None:
    inspector = sa.inspect(session.connection())
    there = inspector.has_table(item.table) and (
        item.column is None
        or item.column in {column["name"] for column in inspector.get_columns(item.table)}
    )
    if not there:
        raise CannotRestore(
            both(
                f"schema 中没有 {item.name}：先写回 schema，dougong generate，dougong migrate，再恢复",
                f"the schema has no {item.name}: write it back, dougong generate, dougong migrate,"
                " then restore",
            )
        )


def _values(session: Session, item: Item) -> tuple[int, int]:
    """Into rows that have no value."""
    connection = session.connection()
    columns = {each["name"]: each for each in sa.inspect(connection).get_columns(item.table)}
    target, source = str(item.column), item.stored
    kinds = [str(columns[name]["type"]) for name in (source, target)]
    if kinds[0] != kinds[1]:
        raise CannotRestore(
            both(
                f"{item.name} 的类型已不同（{kinds[0]} → {kinds[1]}）",
                f"{item.name} has another type now ({kinds[0]} → {kinds[1]})",
            )
        )
    _must_be_choices(session, item)
    table = sa.table(item.table, sa.column(target), sa.column(source))
    old, new = table.c[source], table.c[target]
    kept = session.scalar(
        sa.select(sa.func.count()).select_from(table).where(old.is_not(None), new.is_not(None))
    )
    done = connection.execute(
        sa.update(table).where(old.is_not(None), new.is_(None)).values({target: old})
    )
    return done.rowcount, kept or 0


def _must_be_choices(session: Session, item: Item) -> None:
    """An enum's column takes any text, so its values are compared with the choices of today."""
    from app.runtime import registry

    known = registry.current()
    fields = known.entity(item.table).entity.fields() if known.has(item.table) else {}
    field = fields.get(str(item.column))
    if field is None or field.type != "enum" or field.enum is None:
        return
    column: sa.ColumnClause[str] = sa.column(item.stored)
    others = sa.select(column).select_from(sa.table(item.table)).distinct()
    found = session.scalars(others.where(column.is_not(None), column.not_in(field.enum.names)))
    names = ", ".join(sorted(found))
    if names:
        raise CannotRestore(
            both(f"{item.name} 已没有这些值：{names}", f"{item.name} no longer has: {names}")
        )


def _rows(session: Session, item: Item) -> tuple[int, int]:
    """Rows whose key is not taken, with the columns that the table has again."""
    connection = session.connection()
    inspector = sa.inspect(connection)
    now = {each["name"]: each for each in inspector.get_columns(item.table)}
    held = {each["name"] for each in inspector.get_columns(item.stored)}
    missing = [
        name
        for name, each in now.items()
        if name not in held and not each["nullable"] and each.get("default") is None
    ]
    if missing:
        shown = ", ".join(missing)
        raise CannotRestore(
            both(
                f"{item.name} 现在要求 {shown}，回收名中没有：先设为选填，再恢复",
                f"{item.name} now requires {shown}, which the trash does not hold: make it optional"
                " first",
            )
        )
    shared = [name for name in now if name in held and not name.startswith(PREFIX)]
    key = inspector.get_pk_constraint(item.table)["constrained_columns"]
    new = sa.table(item.table, *map(sa.column, now))
    old = sa.table(item.stored, *map(sa.column, held))
    taken = sa.exists().where(*(new.c[name] == old.c[name] for name in key))
    rows = sa.select(*(old.c[name] for name in shared)).where(~taken)
    done = connection.execute(sa.insert(new).from_select(shared, rows))
    total = session.scalar(sa.select(sa.func.count()).select_from(old)) or 0
    if connection.dialect.name == "postgresql" and key == ["id"]:
        count_on = "SELECT setval(pg_get_serial_sequence(:place, 'id'), (SELECT max(id) FROM {}))"
        quoted = connection.dialect.identifier_preparer.quote(item.table)
        # Restored rows keep their ids, and new ones go on after them.
        connection.execute(sa.text(count_on.format(quoted)), {"place": quoted})
    return done.rowcount, total - done.rowcount
