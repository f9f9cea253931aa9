"""What lies in the trash of a database, under the names that it had."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from migrations.operations import trash_name

PREFIX = "_trash_"


@dataclass(frozen=True, slots=True)
class Item:
    """A dropped table (`column` None) or column. `stored` is its name in the database now."""

    table: str
    column: str | None
    stored: str
    revision: str | None
    count: int
    entity: str | None

    @property
    def is_table(self) -> bool:
        return self.column is None

    @property
    def name(self) -> str:
        """`Task.due_on`; of what the schema no longer knows `task.due_on`."""
        owner = self.entity or self.table
        return owner if self.column is None else f"{owner}.{self.column.removesuffix('_id')}"

    @property
    def stored_name(self) -> str:
        """`task.due_on_id`: table and column."""
        return self.table if self.column is None else f"{self.table}.{self.column}"


def items(url: str) -> list[Item]:
    """Tables first, then columns, each by name."""
    from app.runtime.database import Database

    database = Database(url)
    try:
        with database.read_session() as session:
            return list(_items(session.connection()))
    finally:
        database.dispose()


def purge(url: str, item: Item) -> None:
    """Drop it."""
    from app.runtime.context import Context
    from app.runtime.database import Database

    database = Database(url)
    try:
        with database.begin() as session, Context.system(session, channel="cli") as ctx:
            quote = session.connection().dialect.identifier_preparer.quote
            if item.is_table:
                session.execute(sa.text(f"DROP TABLE {quote(item.stored)}"))
            else:
                place, column = quote(item.table), quote(item.stored)
                session.execute(sa.text(f"ALTER TABLE {place} DROP COLUMN {column}"))
            log(ctx, "trash:purge", item, item.count)
    finally:
        database.dispose()


def log(ctx: object, action: str, item: Item, count: int) -> None:
    """One audit row, in the transaction of the act."""
    from typing import cast

    from app.runtime import audit
    from app.runtime.context import Context

    audit.log(cast(Context, ctx), action, item.table, None, {"name": item.name, "count": count})


def _items(connection: sa.Connection) -> Iterator[Item]:
    from app.runtime import registry

    known = registry.current()
    origins = _origins()
    inspector = sa.inspect(connection)
    quote = connection.dialect.identifier_preparer.quote
    tables = sorted(inspector.get_table_names())
    for stored in tables:
        if stored.startswith(PREFIX):
            table, revision = origins.get(stored, (_guess(stored), None))
            # Names come from the database itself and are quoted.
            count = connection.scalar(sa.text(f"SELECT count(*) FROM {quote(stored)}"))  # noqa: S608
            entity = known.entity(table).entity.meta.name if known.has(table) else None
            yield Item(table, None, stored, revision, count or 0, entity)
    for table in tables:
        if table.startswith(PREFIX):
            continue
        for stored in (column["name"] for column in inspector.get_columns(table)):
            if not stored.startswith(PREFIX):
                continue
            column, revision = origins.get(stored, (_guess(stored), None))
            query = f"SELECT count({quote(stored)}) FROM {quote(table)}"  # noqa: S608
            count = connection.scalar(sa.text(query))
            entity = known.entity(table).entity.meta.name if known.has(table) else None
            yield Item(table, column, stored, revision, count or 0, entity)


def _origins() -> dict[str, tuple[str, str]]:
    """Name in the trash → (name before, revision), from the migrations: long names end in a hash."""
    from app.cli import migrations

    found: dict[str, tuple[str, str]] = {}
    for file in sorted((migrations.FOLDER / "versions").glob("*.py")):
        for name, arguments in _calls(file):
            if name in ("trash_table", "trash_column"):
                *_, old, revision = arguments
                found[trash_name(old, revision)] = (old, revision)
    return found


def _calls(file: Path) -> Iterator[tuple[str, list[str]]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            values = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            yield node.func.id, [str(value) for value in values]


def _guess(stored: str) -> str:
    return stored.removeprefix(PREFIX).rpartition("_")[0]
