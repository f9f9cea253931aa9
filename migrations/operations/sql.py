"""What the operations share: the run, the refusal, statements and their names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from alembic import op

from migrations.run import MigrationRefused, Run

LONGEST = 63


def current() -> Run:
    """What this run of the migrations knows; see migrations/run.py."""
    config = op.get_context().config
    given = config.attributes.get("run") if config is not None else None
    return given if isinstance(given, Run) else Run()


def refuse(text: str) -> None:
    """A rehearsal goes on and shows them all."""
    run = current()
    run.refusals.append(text)
    if not run.is_rehearsal:
        raise MigrationRefused(text)


def execute(sql: str, **values: str | int | Decimal) -> sa.CursorResult[Any]:
    # A colon in a literal is no parameter.
    text = sql if values else sql.replace(":", "\\:")
    return op.get_bind().execute(sa.text(text), values)


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def literals(values: Sequence[str]) -> str:
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)


def fitting(*parts: str) -> str:
    """The generator's rule: PostgreSQL takes 63 characters, so longer names end in a hash."""
    name = "_".join(parts)
    if len(name) <= LONGEST:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name[: LONGEST - 9]}_{digest}"


def is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def columns_of(table: str) -> set[str]:
    return {column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)}


def first_ids(table: str, condition: str) -> list[int]:
    """The first rows that meet a condition, and one more to know whether there are others."""
    found = execute(f"SELECT id FROM {quoted(table)} WHERE {condition} ORDER BY id LIMIT 6")
    return [row[0] for row in found]


def listed(rows: Sequence[int]) -> str:
    return "id " + ", ".join(map(str, rows[:5])) + (" …" if len(rows) > 5 else "")


def lists_of(table: str, column: str) -> Iterator[tuple[int, list[Any]]]:
    found = execute(
        f"SELECT id, {quoted(column)} AS value FROM {quoted(table)} WHERE {quoted(column)} IS NOT NULL"
    ).all()
    for row in found:
        held = json.loads(row.value) if isinstance(row.value, str) else row.value
        yield row.id, held if isinstance(held, list) else []
