"""A shop that is served by a real server, and threads that all start at one moment."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import backup, records
from app.runtime.backup import Table
from app.runtime.context import Context
from app.runtime.database import Database
from tests.faults.serving import Serving
from tests.sample.models import Article, Store
from tests.support.people import PASSWORD, People


@pytest.fixture
def store(ctx: Context) -> int:
    """A store to sell in, and an article."""
    records.create(ctx, Article, {"name": "Nail", "price": "2.50"})
    return int(records.create(ctx, Store, {"code": "A", "name": "First"}).id)


@pytest.fixture
def served(
    database: Database, database_url: str, data: Path, people: People, store: int
) -> Iterator[Serving]:
    """The test's database behind gunicorn. Managers named `manager` may log in."""
    people.user("manager", username="manager")
    server = Serving(database_url, data).start()
    yield server
    if server.process is not None and server.process.poll() is None:
        server.kill()


@pytest.fixture
def token(served: Serving) -> str:
    return served.login("manager", PASSWORD)


def together(count: int, act: Callable[[int], Any]) -> list[Any]:
    """`act(0)` … `act(count - 1)` at one moment, each in a thread; what they returned or raised."""
    found: list[Any] = [None] * count
    start = threading.Barrier(count)

    def run(number: int) -> None:
        try:
            start.wait(timeout=60)
            found[number] = act(number)
        except Exception as error:
            found[number] = error

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def value(database: Database, statement: Any) -> Any:
    """One value as the database has it now."""
    with database.read_session() as session:
        return session.scalar(statement)


def numbers(database: Database, column: Any) -> list[int]:
    """The counts of a number series, in order."""
    with database.read_session() as session:
        return sorted(int(text[-4:]) for text in session.scalars(sa.select(column)))


def contents(url: str, data: Path) -> dict[str, Table]:
    """Count and hash of every table."""
    made = backup.make(url, data / "files", data / "looked", kind="look", keep=1)
    return made.manifest.tables
