"""Small writes beside a request that only reads: on SQLite, whose one writer may be at work for half a minute, they do
not wait for their turn.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from .. import database

if TYPE_CHECKING:
    from sqlalchemy import Connection

BUSY_MILLISECONDS = 100


class Busy(Exception):
    """Somebody else writes just now; nothing was written here."""


@contextmanager
def writing() -> Iterator[Session]:
    """As `Database.begin`; on SQLite raises Busy after BUSY_MILLISECONDS."""
    here = database.current()
    if not here.is_sqlite:
        with here.begin() as session:
            yield session
        return
    with here.writer.connect() as connection:
        usual = _wait(connection, BUSY_MILLISECONDS)
        try:
            with Session(connection) as session, session.begin():
                yield session
        except OperationalError as problem:
            if getattr(problem.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_BUSY:
                raise
            raise Busy from None
        finally:
            _wait(connection, usual)


def _wait(connection: Connection, milliseconds: int) -> int:
    """How long it waits for the writer from now on; how long it did. Begins no transaction."""
    bare: Any = connection.connection.dbapi_connection
    before = int(bare.execute("PRAGMA busy_timeout").fetchone()[0])
    bare.execute(f"PRAGMA busy_timeout = {milliseconds:d}")
    return before
