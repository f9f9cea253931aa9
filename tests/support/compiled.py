"""Statements are compiled once for all tests of a process, as they are once for all requests of a server."""

from __future__ import annotations

from sqlalchemy import Dialect
from sqlalchemy.util import LRUCache

from app.runtime.database import Database

ROOM = 5000
"""How many statements are kept: those of several worlds."""

_known: dict[str, tuple[Dialect, LRUCache]] = {}


def share(database: Database) -> None:
    """Give the engines what was compiled for those of earlier tests; before their first statement.

    Every test has a database of its own, so it has engines of its own. What SQLAlchemy knows of a kind of database
    (the dialect, asked of the first server) and what it compiled for that dialect is the same for all of them.
    """
    for engine in {*database.engines, database.reader}:
        if engine.dialect.name not in _known:
            with engine.connect():
                _known[engine.dialect.name] = (engine.dialect, LRUCache(ROOM))
        engine.dialect, engine._compiled_cache = _known[engine.dialect.name]
