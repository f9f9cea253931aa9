"""A PostgreSQL of one's own, to cut and to stop: also where the suite itself runs on SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy.orm import close_all_sessions

from app.runtime import database as module
from app.runtime import folders, records
from app.runtime.context import Context
from app.runtime.database import Database
from tests.sample.models import Store
from tests.support.people import People
from tests.support.postgresql import Server, create_database
from tests.support.worlds import SAMPLE


@dataclass
class Away:
    """The sample on a PostgreSQL that a test may cut off and stop."""

    server: Server
    url: str
    database: Database
    people: People
    store: int

    def cut(self) -> int:
        """End every connection to the database, whoever has it; how many there were."""
        base = self.server.base.replace("+psycopg", "")
        with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
            rows = connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                [self.url.rsplit("/", 1)[-1]],
            )
            return len(rows.fetchall())


@contextmanager
def away(data: Path) -> Iterator[Away]:
    server = Server(durable=True).start()
    try:
        url = create_database(server.base, "cut")
        SAMPLE.migrate(url)
        SAMPLE.activate()
        made = Database(url)
        module.activate(made)
        before = folders.data()
        folders.use(data)
        people = People(made)
        people.user("manager", username="manager")
        with Context.system() as ctx:
            store = records.create(ctx, Store, {"code": "A", "name": "First"}).id
        try:
            yield Away(server, url, made, people, int(store))
        finally:
            folders.use(before)
            close_all_sessions()
            made.dispose()
    finally:
        server.stop()
