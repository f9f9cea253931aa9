"""The parts of a migration script: operations with their way back, and how they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.emit.imports import import_lines
from generator.emit.python import INDENT, Call, Name, call, statement
from generator.emit.tables import KEY, LIVE, Column, Index, Table


@dataclass(frozen=True, slots=True)
class Operation:
    """One statement. With `table` it goes into that table's batch (SQLite rebuilds a table once a batch)."""

    code: Call
    table: str | None = None


@dataclass(slots=True)
class Step:
    """Statements forth and back; `back` is written in the order given, before those of earlier steps."""

    forth: list[Operation] = field(default_factory=list)
    back: list[Operation] = field(default_factory=list)


def helper(name: str, *arguments: Any, **keywords: Any) -> Operation:
    """A call of migrations/operations."""
    return Operation(call(name, *arguments, **keywords))


def alter(table: str, function: str, *arguments: Any, **keywords: Any) -> Operation:
    """A call on the table's batch."""
    return Operation(call(f"batch.{function}", *arguments, **keywords), table)


# Columns, keys, indexes -------------------------------------------------------------------------


def column(item: Column, *, nullable: bool | None = None) -> Call:
    """`sa.Column("name", sa.String(40), nullable=False)`."""
    empty = item.nullable if nullable is None else nullable
    made = call("sa.Computed", item.computed, persisted=True) if item.computed else None
    parts = [Name(item.type), *([made] if made else [])]
    return call("sa.Column", item.name, *parts, nullable=None if empty else False)


def create_table(table: Table) -> Operation:
    """The table with its keys; circular keys come later, in a batch of their own."""
    keys = [
        call(
            "sa.ForeignKeyConstraint",
            [item.name],
            [f"{item.references}.id"],
            name=item.key,
        )
        for item in table.columns
        if item.references and not item.deferred
    ]
    primary = call("sa.PrimaryKeyConstraint", *table.primary_key, name=table.primary_key_name)
    columns = [column(item) for item in table.columns]
    return Operation(call("op.create_table", table.name, *columns, primary, *keys))


def drop_table(table: Table) -> Operation:
    return Operation(call("op.drop_table", table.name))


def create_key(table: str, item: Column) -> Operation:
    return alter(table, "create_foreign_key", item.key, item.references, [item.name], ["id"])


def drop_key(table: str, item: Column) -> Operation:
    return alter(table, "drop_constraint", item.key, type_="foreignkey")


def create_index(table: str, index: Index) -> Operation:
    where = Name(f'sa.text("{LIVE}")') if index.unique else None
    return Operation(
        call(
            "op.create_index",
            index.name,
            table,
            list(index.columns),
            unique=index.unique or None,
            sqlite_where=where,
            postgresql_where=where,
        )
    )


def drop_index(table: str, index: Index) -> Operation:
    return Operation(call("op.drop_index", index.name, table_name=table))


def set_nullable(table: str, item: Column, nullable: bool) -> Operation:
    return alter(table, "alter_column", item.name, existing_type=Name(item.type), nullable=nullable)


def set_type(table: str, before: Column, after: Column) -> Operation:
    return alter(
        table,
        "alter_column",
        after.name,
        existing_type=Name(before.type),
        type_=Name(after.type),
        existing_nullable=after.nullable,
    )


# Writing ----------------------------------------------------------------------------------------


def body(operations: Iterable[Operation]) -> list[str]:
    """Statements of one function; neighbours on one table share a batch."""
    lines: list[str] = []
    open_table: str | None = None
    for operation in operations:
        if operation.table is None:
            lines += statement(operation.code, indent=1)
        else:
            if operation.table != open_table:
                lines.append(f'{INDENT}with op.batch_alter_table("{operation.table}") as batch:')
            lines += statement(operation.code, indent=2)
        open_table = operation.table
    return lines or [f"{INDENT}pass"]


def _helpers(code: Call) -> Iterator[str]:
    """The functions of migrations/operations that a statement calls, also inside its arguments."""
    if "." not in code.function:
        yield code.function
    for inner in (*code.arguments, *code.keywords.values()):
        if isinstance(inner, Call):
            yield from _helpers(inner)


def script(*, title: str, revision: str, down_revision: str, steps: list[Step]) -> str:
    """The whole file."""
    forth = [operation for step in steps for operation in step.forth]
    back = [operation for step in reversed(steps) for operation in step.back]
    helpers = sorted({name for op in [*forth, *back] for name in _helpers(op.code)})
    written = [*body(forth), *body(back)]
    lines = [f'"""{title}"""', "", "import sqlalchemy as sa", "from alembic import op", ""]
    text = "\n".join(written)
    if "sa." not in text and KEY not in text:
        lines.remove("import sqlalchemy as sa")
    if "op." not in text:
        lines.remove("from alembic import op")
    if helpers:
        names = {name: name for name in helpers}
        lines += [*import_lines("migrations.operations", names), ""]
    lines += [f'revision = "{revision}"', f'down_revision = "{down_revision}"']
    lines += ["branch_labels = None", "depends_on = None", ""]
    if f" {KEY}" in text:
        lines += [
            "# SQLite counts up by itself only in INTEGER keys.",
            f'{KEY} = sa.BigInteger().with_variant(sa.Integer(), "sqlite")',
            "",
        ]
    lines += ["", "def upgrade() -> None:", *body(forth)]
    lines += ["", "", "def downgrade() -> None:", *body(back)]
    return "\n".join(lines) + "\n"
