"""Sensitive values: encrypted, decrypted, bound to another name.

The format and the keys are those of app/runtime/privacy; imported late, so that roads without such
columns need no keys.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from alembic import op

from migrations.operations.names import rename_column
from migrations.operations.sql import execute, fitting, is_postgresql, quoted

AT_ONCE = 1000


def encrypt_column(
    table: str,
    column: str,
    before: sa.types.TypeEngine[Any],
    *,
    kind: str = "json",
    scale: int = 0,
    blind: bool = False,
    required: bool = False,
) -> None:
    """Plain values become encrypted ones; the plain column is gone afterwards. Its indexes must be gone before."""
    sealed = _sensitive(f"{table}.{column}", kind, scale, blind)
    draft = fitting("_sealed", column)
    op.add_column(table, sa.Column(draft, sa.Text()))
    for key, value in _values(table, column, before):
        plain = _as_python(value, kind, scale)
        text = sealed.process_bind_param(plain, op.get_bind().dialect)
        execute(
            f"UPDATE {quoted(table)} SET {quoted(draft)} = :text WHERE id = :key",
            text=text or "",
            key=key,
        )
    _change_places(table, column, draft, sa.Text(), required=required)
    if blind:
        add_blind(table, column)


def decrypt_column(
    table: str,
    column: str,
    after: sa.types.TypeEngine[Any],
    *,
    kind: str = "json",
    scale: int = 0,
    blind: bool = False,
    required: bool = False,
) -> None:
    """The way back."""
    sealed = _sensitive(f"{table}.{column}", kind, scale, blind)
    if blind:
        drop_blind(table, column)
    draft = fitting("_plain", column)
    op.add_column(table, sa.Column(draft, after))
    target = sa.table(table, sa.column("id"), sa.column(draft, after))
    for key, value in _values(table, column, sa.Text()):
        plain = sealed.process_result_value(value, op.get_bind().dialect)
        stored = int(plain.scaleb(scale)) if kind == "decimal" else plain
        op.get_bind().execute(sa.update(target).where(target.c.id == key).values({draft: stored}))
    _change_places(table, column, draft, after, required=required)


def move_encrypted(table: str, column: str, old: str, **form: Any) -> None:
    """Encrypted values are bound to `table.column`; after a rename they are bound anew.

    `old`: the former place; `form`: kind, scale and blind, as of `encrypt_column`.
    """
    _rebind(table, column, _sensitive(old, **form), _sensitive(f"{table}.{column}", **form))


def move_back(table: str, column: str, old: str, **form: Any) -> None:
    """The way back of `move_encrypted`, before the names go back."""
    _rebind(table, column, _sensitive(f"{table}.{column}", **form), _sensitive(old, **form))


def add_blind(table: str, column: str) -> None:
    """The column of equal values that the database makes of an encrypted one."""
    # SQLite adds only virtual ones to a table that is there; indexes take both kinds.
    kind = "STORED" if is_postgresql() else "VIRTUAL"
    execute(
        # SQLite keeps what is added in one line with what is there, and SQLAlchemy reads an expression to the last bracket
        # of its line: the break keeps it from reading that of the column before up to here.
        f"ALTER TABLE {quoted(table)} ADD COLUMN {quoted(f'{column}_blind')}\nVARCHAR(32)"
        f" GENERATED ALWAYS AS (substr({quoted(column)}, 1, 32)) {kind}"
    )


def drop_blind(table: str, column: str) -> None:
    op.drop_column(table, f"{column}_blind")


def _rebind(table: str, column: str, before: Any, after: Any) -> None:
    dialect = op.get_bind().dialect
    for key, value in _values(table, column, sa.Text()):
        text = after.process_bind_param(before.process_result_value(value, dialect), dialect)
        execute(
            f"UPDATE {quoted(table)} SET {quoted(column)} = :text WHERE id = :key",
            text=text or "",
            key=key,
        )


def _sensitive(place: str, kind: str = "json", scale: int = 0, blind: bool = False) -> Any:
    """The column type of `table.column`."""
    from app.runtime.privacy.column import Sensitive

    return Sensitive(place, kind, scale=scale, blind=blind)


def _values(table: str, column: str, kind: sa.types.TypeEngine[Any]) -> Iterator[tuple[int, Any]]:
    """Every value by id, some at a time: rows may be changed meanwhile."""
    source = sa.table(table, sa.column("id", sa.BigInteger()), sa.column(column, kind))
    last = -1
    while True:
        rows = (
            op.get_bind()
            .execute(
                sa.select(source.c.id, source.c[column])
                .where(source.c.id > last, source.c[column].is_not(None))
                .order_by(source.c.id)
                .limit(AT_ONCE)
            )
            .all()
        )
        if not rows:
            return
        for row in rows:
            yield row[0], row[1]
        last = rows[-1][0]


def _as_python(value: Any, kind: str, scale: int) -> Any:
    if kind == "decimal":
        return Decimal(int(value)).scaleb(-scale)
    if kind == "datetime" and value.tzinfo is None:
        return value.replace(tzinfo=dt.UTC)
    return value


def _change_places(
    table: str, column: str, draft: str, kind: sa.types.TypeEngine[Any], *, required: bool
) -> None:
    """The draft takes the column's name; what stood there is gone, not in the trash: it was plain."""
    op.drop_column(table, column)
    rename_column(table, draft, column)
    if required:
        with op.batch_alter_table(table) as batch:
            batch.alter_column(column, existing_type=kind, nullable=False)
