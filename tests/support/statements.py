"""The SQL that reaches a database while something is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from app.runtime.database import Database

FRAME = ("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")
"""What holds the statements together; it asks nothing."""


@contextmanager
def heard(database: Database) -> Iterator[list[str]]:
    """`with heard(database) as seen:` gathers the statements of all engines, without their frame."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(FRAME):
            seen.append(statement)

    for engine in database.engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        for engine in database.engines:
            event.remove(engine, "before_cursor_execute", note)
