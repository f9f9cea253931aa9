"""Writes migrations/versions/0001_framework.py from the metadata: AppBuilder's tables and the framework's.

`python -m tests.support.framework_migration`, before a release only: afterwards a change of these tables
is a migration of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.sqltypes import TypeEngine

from app.runtime import system
from generator.emit.names import constraint
from generator.emit.python import Call, Name, call, statement

TARGET = Path(__file__).parents[2] / "migrations" / "versions" / "0001_framework.py"
HEAD = '''"""The tables of users, roles and the framework itself."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# SQLite counts up by itself only in INTEGER keys.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


'''


def render() -> str:
    """The text of the migration."""
    metadata = system.SystemTable.metadata
    tables = [t for t in metadata.sorted_tables if t.name.startswith(("ab_", "sys_"))]
    lines = ["def upgrade() -> None:"]
    for table in tables:
        lines += statement(_create(table), indent=1)
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            lines += statement(_index(table, index), indent=1)
    lines += ["", "", "def downgrade() -> None:"]
    for table in reversed(tables):
        lines += statement(call("op.drop_table", table.name), indent=1)
    return HEAD + "\n".join(lines) + "\n"


def _create(table: sa.Table) -> Call:
    names = [column.name for column in table.primary_key]
    items: list[Any] = [_column(column) for column in table.columns]
    items.append(call("sa.PrimaryKeyConstraint", *names, name=constraint("pk", table.name)))
    for item in sorted(table.foreign_key_constraints, key=lambda key: key.column_keys):
        columns = list(item.column_keys)
        targets = [element.target_fullname for element in item.elements]
        name = item.name or constraint("fk", table.name, *columns)
        items.append(
            call(
                "sa.ForeignKeyConstraint", columns, targets, name=str(name), ondelete=item.ondelete
            )
        )
    uniques = [c for c in table.constraints if isinstance(c, sa.UniqueConstraint)]
    for unique in sorted(uniques, key=lambda item: [column.name for column in item.columns]):
        columns = [column.name for column in unique.columns]
        name = unique.name or constraint("uq", table.name, *columns)
        items.append(call("sa.UniqueConstraint", *columns, name=str(name)))
    return call("op.create_table", table.name, *items)


def _column(column: sa.Column[Any]) -> Call:
    if isinstance(column.default, sa.Sequence):
        # PostgreSQL names the sequence of a serial column like this; AppBuilder asks for it by name.
        assert column.default.name == f"{column.table.name}_{column.name}_seq", column
    return call(
        "sa.Column", column.name, _type(column.type), nullable=None if column.nullable else False
    )


def _type(kind: TypeEngine[Any]) -> Name:
    if isinstance(kind, sa.BigInteger) and kind._variant_mapping:
        return Name("Key")
    if isinstance(kind, sa.types.TypeDecorator):
        kind = kind.impl_instance
    if isinstance(kind, sa.DateTime):
        return Name(f"sa.DateTime(timezone={kind.timezone})" if kind.timezone else "sa.DateTime()")
    if isinstance(kind, sa.Text):
        return Name("sa.Text()")
    if isinstance(kind, sa.String):
        return Name(f"sa.String({kind.length})")
    return Name(f"sa.{type(kind).__name__}()")


def _index(table: sa.Table, index: sa.Index) -> Call:
    where = index.dialect_options["sqlite"]["where"]
    condition = Name(f'sa.text("{where}")') if where is not None else None
    return call(
        "op.create_index",
        str(index.name),
        table.name,
        [column.name for column in index.columns],
        unique=index.unique or None,
        sqlite_where=condition,
        postgresql_where=condition,
    )


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
